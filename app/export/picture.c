/* Draws the stage on a surface of its own and encodes it as PNG.
 *
 * The encoder writes into memory, and core/file writes the file: none is left half-written. What the picture
 * shows is decided by app_draw_picture; the window's own surface is not touched.
 */
#include "app/export/picture.h"

#include "app/assets.h"
#include "app/export/picture_name.h"
#include "app/words.h"
#include "core/file.h"
#include "core/folder.h"

#include <SDL_image.h>
#include <stdlib.h>
#include <string.h>

/* Where a stream of SDL appends to. SDL_image goes on after a write that failed, and says that all went well.
 */
typedef struct Sink {
    PsBytes bytes;
    bool failed;
} Sink;

static size_t SDLCALL stream_write(SDL_RWops *stream, const void *data, size_t size, size_t count) {
    Sink *sink = stream->hidden.unknown.data1;
    const bool fits = size == 0 || count <= SIZE_MAX / size;
    sink->failed = sink->failed || !fits || ps_bytes_append(&sink->bytes, data, size * count, NULL) != PS_OK;
    return sink->failed ? 0 : count;
}

/* There is no way back in it: only where it ends can be asked for. */
static Sint64 SDLCALL stream_seek(SDL_RWops *stream, Sint64 offset, int whence) {
    const Sink *sink = stream->hidden.unknown.data1;
    return offset == 0 && whence == RW_SEEK_CUR ? (Sint64)sink->bytes.size : -1;
}

static int SDLCALL stream_close(SDL_RWops *stream) {
    SDL_FreeRW(stream);
    return 0;
}

static PsStatus encode(SDL_Surface *surface, Sink *sink, PsError *error) {
    SDL_RWops *stream = SDL_AllocRW();
    if (!stream) {
        return ps_fail_memory(error);
    }
    stream->type = SDL_RWOPS_UNKNOWN;
    stream->write = stream_write;
    stream->seek = stream_seek;
    stream->close = stream_close;
    stream->hidden.unknown.data1 = sink;
    const bool encoded = IMG_SavePNG_RW(surface, stream, 1) == 0;
    return encoded && !sink->failed ? PS_OK : ps_fail_memory(error);
}

PsStatus picture_prepare(SDL_Surface *surface, const char *path, PsFileOutput *output, PsError *error) {
    Sink sink = {0};
    PsStatus status = encode(surface, &sink, error);
    if (status == PS_OK) {
        status = ps_file_prepare(path, sink.bytes.data, sink.bytes.size, output, error);
    }
    ps_bytes_free(&sink.bytes);
    return status;
}

PsStatus picture_write(SDL_Surface *surface, const char *path, PsError *error) {
    PsFileOutput output = {0};
    const PsStatus status = picture_prepare(surface, path, &output, error);
    return status == PS_OK ? ps_file_commit(&output, error) : status;
}

/* A painter that measures and draws as the window's does, over the fonts beside the program. */
static PsStatus make_painter(Painter **painter, PsError *error) {
    char folder[4096] = "";
    char fonts[4200];
    char sentence[512] = "";
    if (!assets_find(folder, sizeof folder, sentence, sizeof sentence)) {
        return ps_fail(error, PS_ERROR_FILE, N_("the fonts are gone from %s: install the program again"),
                       folder);
    }
    snprintf(fonts, sizeof fonts, "%s/fonts", folder);
    *painter = painter_create(fonts, sentence, sizeof sentence);
    return *painter ? PS_OK : ps_fail(error, PS_ERROR_FILE, "%s", sentence);
}

/* The surface (made here) with the picture of the stage. */
static PsStatus draw(App *app, Painter *painter, SDL_Surface **surface, PsError *error) {
    Canvas canvas;
    Rect damage[CANVAS_DAMAGE];
    canvas_init(&canvas, painter_metrics(painter));
    app_draw_picture(app, &canvas);
    *surface = SDL_CreateRGBSurfaceWithFormat(0, canvas.width, canvas.height, 32, SDL_PIXELFORMAT_XRGB8888);
    const bool bound = *surface && painter_bind(painter, *surface);
    if (bound) {
        const int count = canvas_end(&canvas, damage);
        painter_play(painter, &canvas, damage, count);
    }
    canvas_free(&canvas);
    return bound ? PS_OK : ps_fail_memory(error);
}

/* The picture of the stage on a surface made here. */
static PsStatus make(App *app, SDL_Surface **surface, PsError *error) {
    Painter *painter = NULL;
    PsStatus status = make_painter(&painter, error);
    if (status == PS_OK) {
        status = draw(app, painter, surface, error);
    }
    painter_destroy(painter);
    return status;
}

static PsStatus write_cleanly(SDL_Surface *surface, const char *path, PsError *error) {
    const PsStatus status = picture_write(surface, path, error);
    if (status == PS_OK) {
        ps_file_clear_temporaries(path, NULL, NULL);
    }
    return status;
}

PsStatus picture_export(App *app, const char *path, PsError *error) {
    SDL_Surface *surface = NULL;
    PsStatus status = make(app, &surface, error);
    if (status == PS_OK) {
        status = write_cleanly(surface, path, error);
    }
    SDL_FreeSurface(surface);
    return status;
}

/* Into the first folder that takes it; of "." and of paths from the root. */
static PsStatus write_somewhere(SDL_Surface *surface, const char *const folders[3], const App *app,
                                char *path, size_t size, PsError *error) {
    PsStatus status = ps_fail(error, PS_ERROR_FILE, N_("there is no folder for a picture: use Export"));
    for (int i = 0; status != PS_OK && i < 3; i++) {
        const char *folder = folders[i];
        const bool usable = folder && (folder[0] == '/' || folder[0] == '.');
        if (usable && picture_name_free(app, folder, path, size)) {
            status = write_cleanly(surface, path, error);
        }
    }
    return status;
}

PsStatus picture_export_at_once(App *app, char *path, size_t size, PsError *error) {
    const char *home = SDL_getenv("HOME");
    const char *folders[] = {app->settings.export_folder, ".", home};
    SDL_Surface *surface = NULL;
    PsStatus status = make(app, &surface, error);
    if (status == PS_OK) {
        status = write_somewhere(surface, folders, app, path, size, error);
    }
    SDL_FreeSurface(surface);
    return status;
}

PsStatus picture_encode(App *app, PsBytes *png, PsError *error) {
    SDL_Surface *surface = NULL;
    Sink sink = {0};
    PsStatus status = make(app, &surface, error);
    if (status == PS_OK) {
        status = encode(surface, &sink, error);
    }
    SDL_FreeSurface(surface);
    *png = sink.bytes;
    return status;
}
