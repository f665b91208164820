/* Draws the stage on a surface of its own and encodes it as PNG.
 *
 * The encoder writes into memory, and core/file writes the file: none is left half-written. What the picture
 * shows is decided by app_draw_picture; the window's own surface is not touched.
 */
#include "app/export/picture.h"

#include "app/assets.h"
#include "app/words.h"
#include "core/file.h"

#include <SDL_image.h>
#include <stdlib.h>
#include <string.h>

/* A stream of SDL that appends to bytes. */
static size_t SDLCALL stream_write(SDL_RWops *stream, const void *data, size_t size, size_t count) {
    PsBytes *bytes = stream->hidden.unknown.data1;
    const size_t at = (size_t)(uintptr_t)stream->hidden.unknown.data2;
    if (size != 0 && count > SIZE_MAX / size) {
        return 0;
    }
    if (at != bytes->size || ps_bytes_append(bytes, data, size * count, NULL) != PS_OK) {
        return 0;
    }
    stream->hidden.unknown.data2 = (void *)(uintptr_t)bytes->size;
    return count;
}

static Sint64 SDLCALL stream_seek(SDL_RWops *stream, Sint64 offset, int whence) {
    const Sint64 at = (Sint64)(uintptr_t)stream->hidden.unknown.data2;
    return offset == 0 && whence == RW_SEEK_CUR ? at : -1;
}

static int SDLCALL stream_close(SDL_RWops *stream) {
    SDL_FreeRW(stream);
    return 0;
}

static PsStatus encode(SDL_Surface *surface, PsBytes *bytes, PsError *error) {
    SDL_RWops *stream = SDL_AllocRW();
    if (!stream) {
        return ps_fail_memory(error);
    }
    stream->type = SDL_RWOPS_UNKNOWN;
    stream->write = stream_write;
    stream->seek = stream_seek;
    stream->close = stream_close;
    stream->hidden.unknown.data1 = bytes;
    stream->hidden.unknown.data2 = NULL;
    if (IMG_SavePNG_RW(surface, stream, 1) != 0) {
        return ps_fail(error, PS_ERROR_MEMORY, N_("the picture cannot be encoded (%s): close other programs"),
                       SDL_GetError());
    }
    return PS_OK;
}

PsStatus picture_prepare(SDL_Surface *surface, const char *path, PsFileOutput *output, PsError *error) {
    PsBytes bytes = {0};
    PsStatus status = encode(surface, &bytes, error);
    if (status == PS_OK) {
        status = ps_file_prepare(path, bytes.data, bytes.size, output, error);
    }
    ps_bytes_free(&bytes);
    return status;
}

PsStatus picture_write(SDL_Surface *surface, const char *path, PsError *error) {
    PsFileOutput output = {0};
    const PsStatus status = picture_prepare(surface, path, &output, error);
    return status == PS_OK ? ps_file_commit(&output, error) : status;
}

static bool exists(const char *path) {
    return ps_file_kind(path) != PS_FILE_NONE;
}

/* The first of NAME.png, NAME-2.png, NAME-3.png … that is not there. */
static void free_name(const App *app, const char *folder, char *path, size_t size) {
    const char *key = stages[app->stage]->key;
    const long long step = (long long)player_shown(&app->player);
    snprintf(path, size, "%spoolscope-%s-step-%lld.png", folder, key, step);
    for (int i = 2; i < 1000 && exists(path); i++) {
        snprintf(path, size, "%spoolscope-%s-step-%lld-%d.png", folder, key, step, i);
    }
}

static SDL_Surface *draw(App *app, PsError *error) {
    char folder[4096];
    char fonts[4200];
    char sentence[512] = "";
    if (!assets_find(folder, sizeof folder, sentence, sizeof sentence)) {
        (void)ps_fail(error, PS_ERROR_FILE, N_("the fonts are gone from %s: install the program again"),
                      folder);
        return NULL;
    }
    snprintf(fonts, sizeof fonts, "%s/fonts", folder);
    Painter *painter = painter_create(fonts, sentence, sizeof sentence);
    Canvas canvas;
    canvas_init(&canvas, painter ? painter_metrics(painter) : canvas_metrics_fake());
    SDL_Surface *surface = NULL;
    if (painter) {
        app_draw_picture(app, &canvas);
        surface =
            SDL_CreateRGBSurfaceWithFormat(0, canvas.width, canvas.height, 32, SDL_PIXELFORMAT_XRGB8888);
    }
    if (surface && painter_bind(painter, surface)) {
        Rect damage[CANVAS_DAMAGE];
        const int count = canvas_end(&canvas, damage);
        painter_play(painter, &canvas, damage, count);
    } else {
        (void)ps_fail_memory(error);
        SDL_FreeSurface(surface);
        surface = NULL;
    }
    painter_destroy(painter);
    canvas_free(&canvas);
    return surface;
}

PsStatus picture_export(App *app, char *path, size_t size, PsError *error) {
    SDL_Surface *surface = draw(app, error);
    if (!surface) {
        return PS_ERROR_MEMORY;
    }
    free_name(app, "", path, size);
    PsStatus status = picture_write(surface, path, error);
    const char *home = SDL_getenv("HOME");
    if (status != PS_OK && home && strlen(home) < 400) {
        char folder[420];
        snprintf(folder, sizeof folder, "%s/", home);
        free_name(app, folder, path, size);
        status = picture_write(surface, path, error);
    }
    SDL_FreeSurface(surface);
    if (status == PS_OK) {
        ps_file_clear_temporaries(path, NULL, NULL);
    }
    return status;
}
