/* Sentences for people go through gettext: _() where a sentence is shown, N_() where one is in a table.
 * A translation is assets/locale/LANGUAGE/LC_MESSAGES/poolscope.mo. LC_NUMERIC stays "C", so that numbers
 * read and write the same everywhere.
 */
#ifndef WORDS_H
#define WORDS_H

#include "core/status.h"

#include <libintl.h>

#define _(sentence)  gettext(sentence)
#define N_(sentence) (sentence)

/* Takes the language of messages from the environment and binds the translations of folder (null: none). */
void words_init(const char *folder);

/* The translation of a label, which may be empty. */
const char *words_shown(const char *label);

/* "1st", "22nd": which of several, from 1 on. */
void words_ordinal(int number, char *text, size_t size);

/* The sentence of an error of the core, translated, into text. */
void words_error(const PsError *error, char *text, size_t size);

#endif
