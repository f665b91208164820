/* Edits of the scene, undo and redo, and what follows from each: the one place where the scene changes. */
#ifndef EDITS_H
#define EDITS_H

#include "app/state.h"

/* Works out what the stage on screen shows of the scene, whose parts of changed (PS_PART_*, FACTS_CHANNEL)
 * are others than before, and counts its steps. On failure all is as it was. */
PsStatus edits_follow(App *app, unsigned changed, PsError *error) PS_MUST_USE;

/* Makes the edit that a control asked for; a refusal, or the request's note, is said at its origin. */
void edits_apply(App *app, StageEdit *request);

/* Puts all of scene in the place of what is there, as one step of the history. On
 * failure nothing changes. */
PsStatus edits_replace_scene(App *app, const PsScene *scene, PsError *error) PS_MUST_USE;

/* Undoes (back) or redoes one step of the history. */
void edits_travel(App *app, bool back);

/* Says what the last group of edits has done, with Undo beside it for a while. */
void edits_offer_undo(App *app, const char *sentence);

/* Shows another channel of the input. */
void edits_show_channel(App *app, int channel);

/* Goes to next_stage, between passes, so that no pass mixes the views of two. Each stage is found as it was
 * left: its step, what is uncovered there. */
void edits_enter_stage(App *app);

/* Covers all answers, on every stage. */
void edits_cover_answers(App *app);

/* Every stage at its beginning, all covered, but the one that document names at the document's step; the
 * one on screen stands for one that there is not. */
void edits_begin_places(App *app, const PsDocument *document);

#endif
