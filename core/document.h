/* The document: a scene, and what no edit of it changes: the stage and the step it is shown on, the file it
 * is in.
 */
#ifndef PS_DOCUMENT_H
#define PS_DOCUMENT_H

#include "core/scene.h"

typedef struct PsDocument {
    PsScene scene;
    PsStage stage;
    int64_t step; /* of that stage */
    char *path; /* the file it is in, as bytes in no particular encoding; null: none; owned, by ps_release */
    bool saved; /* whether that file holds this scene */
} PsDocument;

/* The empty program's document: the scene of ps_scene_init on the first stage at step 0, untitled. */
PsStatus ps_document_init(PsDocument *document, PsError *error) PS_MUST_USE;
void ps_document_free(PsDocument *document);
PsStatus ps_document_copy(const PsDocument *document, PsDocument *copy, PsError *error) PS_MUST_USE;

/* How many steps the document's stage has: outputs of one channel; the layers that do not pass every value
 * on; on Output size the outputs of one axis and the try that fails. */
PsStatus ps_document_steps(const PsDocument *document, int64_t *steps, PsError *error) PS_MUST_USE;

/* The largest step a document can start at: the outputs of one channel for a window operation that fits, else
 * PS_DOCUMENT_STEP_LIMIT; that also on the Receptive field stage, where layers may be unknown. */
#define PS_DOCUMENT_STEP_LIMIT INT64_C(999999999999999)
int64_t ps_document_last_step(const PsDocument *document);

#endif
