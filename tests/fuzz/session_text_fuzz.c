/* Any bytes as the text of a session's slot, new or old: what is read is written, and reads back the same. */
#include "core/memory.h"
#include "core/scene_settings.h"
#include "core/session_text.h"
#include "fuzz.h"

static bool same_text(const char *one, const char *other) {
    return one == other || (one != NULL && other != NULL && strcmp(one, other) == 0);
}

static void check_same(const PsSessionText *one, const PsSessionText *other) {
    const PsScene *scene = &one->document.scene;
    const PsScene *back = &other->document.scene;
    CHECK(scene->source.pattern == back->source.pattern && scene->source.seed == back->source.seed);
    CHECK(ps_pool_equal(&scene->pool, &back->pool) && ps_settings_equal(scene, back));
    CHECK(same_text(scene->stack.text, back->stack.text) && same_text(scene->second.text, back->second.text));
    CHECK(one->document.stage == other->document.stage && one->document.saved == other->document.saved);
    CHECK(same_text(one->document.path, other->document.path));
    CHECK(other->document.step <= one->document.step && other->base.sequence == 0);
}

/* Whole scenes only: that the settings fit the map is for the session to see, which has it. */
static void check_round_trip(PsSessionText *text) {
    PsBytes bytes = {0};
    PsSessionText back;
    size_t used = 0;
    CHECK(ps_map_init(&text->document.scene.input, 1, 8, 8, NULL) == PS_OK);
    if (ps_scene_validate(&text->document.scene, NULL) != PS_OK) {
        return;
    }
    CHECK(ps_session_text_write(&text->document, NULL, NULL, 0, &bytes, NULL) == PS_OK);
    CHECK(ps_session_text_read((const char *)bytes.data, bytes.size, &used, &back, NULL) == PS_OK);
    CHECK(used == bytes.size);
    check_same(text, &back);
    ps_session_text_free(&back);
    ps_bytes_free(&bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    PsSessionText text;
    PsError error = {0};
    size_t used = 0;
    const PsStatus status = ps_session_text_read((const char *)data, size, &used, &text, &error);
    if (status != PS_OK) {
        check_refusal(status, &error);
        /* Bytes alone are never taken for a lack of memory, which keeps every session from being read. */
        CHECK(status == PS_ERROR_FORMAT);
        CHECK(text.document.scene.stack.text == NULL && text.document.scene.second.text == NULL);
        CHECK(text.document.path == NULL && text.tiles == NULL);
    } else {
        CHECK(used <= size && text.document.scene.input.values == NULL);
        check_round_trip(&text);
    }
    ps_session_text_free(&text);
    return 0;
}
