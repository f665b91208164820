/* The Output size stage in sentences: what a step did, why there is no further one, what is pointed at.
 */
#ifndef SIZE_WORDS_H
#define SIZE_WORDS_H

#include "app/stages/size/frame.h"

/* Of the step that is told of. */
void size_words_step(const StageScope *scope, const SizeFrame *frame, PsNumberForm form, char *text,
                     size_t size);

/* Of what is pointed at; empty where that is nothing. */
void size_words_pointed(const StageScope *scope, const SizeFrame *frame, PsNumberForm form, char *text,
                        size_t size);

/* At the try that fails: "does not fit", or "1 cell short" where that is not said beside it. */
void size_words_verdict(const StageScope *scope, const SizeFrame *frame, char *text, size_t size);

/* "1 cell short", to be written where the missing cells would be; false where it does not fit there, in two
 * lines at most. */
bool size_words_in_ghost(const StageScope *scope, const SizeFrame *frame, char *text, size_t size);

/* Why there are no more outputs. */
void size_words_why(const SizeFrame *frame, bool pool, char *title, size_t title_size, char *text,
                    size_t size);

/* "12 in, 5 out: 58.3 % fewer". */
void size_words_values(int64_t in, int64_t out, PsNumberForm form, char *text, size_t size);

/* What the chain comes to, and a link of it. */
void size_words_chain(const SizeFrame *frame, const PsSize *size_of, char *text, size_t size);
void size_words_link(const SizeFrame *frame, int link, char *text, size_t size);
void size_words_fewer(const SizeFrame *frame, int link, PsNumberForm form, char *text, size_t size);

#endif
