/* Where the program's data lies: beside the program, in its build folder, or installed under share/. */
#ifndef ASSETS_H
#define ASSETS_H

#include <stdbool.h>
#include <stddef.h>

/* Writes the folder that holds fonts/ and the rest. False if there is none; a sentence says where it
 * was looked for. */
bool assets_find(char *folder, size_t size, char *sentence, size_t sentence_size);

#endif
