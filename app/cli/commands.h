/* The commands of poolscope-cli. Each takes checked Options, does its work and writes its output; on failure
 * nothing has been written (but what field shows of a stack that does not fit) and error holds the sentence.
 * main.c holds the table of them.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "app/cli/options.h"
#include "core/status.h"

PsStatus pool_command(const Options *options, PsError *error) PS_MUST_USE;
PsStatus walk_command(const Options *options, PsError *error) PS_MUST_USE;
PsStatus size_command(const Options *options, PsError *error) PS_MUST_USE;
PsStatus field_command(const Options *options, PsError *error) PS_MUST_USE;
PsStatus influence_command(const Options *options, PsError *error) PS_MUST_USE;
PsStatus check_command(const Options *options, PsError *error) PS_MUST_USE;

#endif
