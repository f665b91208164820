/* A map from a file or standard input, in whatever format it is. */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include "core/map.h"
#include "core/status.h"

/* Reads path ("-": standard input) into map, which the caller frees. .npy by its name or its first bytes, all
 * else as text. dimensions, which may be null, receives what the output should have: those of the array; of a
 * text 2, or 3 where it has several channels. */
PsStatus input_read(const char *path, PsMap *map, int *dimensions, PsError *error) PS_MUST_USE;

#endif
