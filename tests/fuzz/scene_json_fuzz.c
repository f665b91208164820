/* Any bytes as a scene: what is read validates, is written, and reads back as an equal scene. */
#include "core/memory.h"
#include "core/scene_json.h"
#include "fuzz.h"

static void check_round_trip(const PsDocument *document) {
    PsBytes bytes = {0};
    PsDocument back;
    char *file = NULL;
    CHECK(ps_scene_validate(&document->scene, NULL) == PS_OK);
    CHECK(ps_scene_json_write(document, NULL, &bytes, NULL) == PS_OK);
    CHECK(ps_scene_json_read(bytes.data, bytes.size, &back, &file, NULL) == PS_OK);
    CHECK(file == NULL && ps_scene_equal(&document->scene, &back.scene));
    CHECK(back.stage == document->stage && back.step == document->step);
    ps_document_free(&back);
    ps_bytes_free(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    PsDocument document;
    char *file = NULL;
    PsError error = {0};
    const PsStatus status = ps_scene_json_read(data, size, &document, &file, &error);
    if (status != PS_OK) {
        check_refusal(status, &error);
        CHECK(status == PS_ERROR_SIZE || (error.line > 0 && error.column > 0));
        CHECK(document.scene.input.values == NULL && document.scene.stack.text == NULL &&
              document.scene.second.text == NULL && file == NULL);
    } else if (file == NULL) {
        check_round_trip(&document);
    }
    ps_release(file);
    ps_document_free(&document);
    return 0;
}
