/* The pooling that the options of a command line describe. */
#ifndef CLI_POOL_OPTIONS_H
#define CLI_POOL_OPTIONS_H

#include "app/cli/options.h"
#include "core/pool.h"
#include "core/status.h"

/* PS_ERROR_SETTING where there is no such operation, or it does not take an option that was given. */
PsStatus pool_options_read(const Options *options, PsPool *pool, PsError *error) PS_MUST_USE;

/* The same for a walk, which shows max, average and Lp side by side: without --op it takes the options of all
 * three, and with one only that operation's; other operations have no steps. */
PsStatus pool_options_walk(const Options *options, PsPool *pool, PsError *error) PS_MUST_USE;

#endif
