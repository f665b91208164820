/* What a stage may draw: a list of commands in pixels, recorded each frame, played elsewhere.
 *
 * The canvas knows no SDL. It measures text through callbacks, keeps layers apart (dialogs over stages,
 * tooltips over dialogs) and finds out by hashing which regions differ from the frame before.
 *
 * Glossary: layer, a height in drawing order; clip, the rectangle outside of which nothing shows; tile, the
 * square of TILE pixels that is hashed; damage, the rectangles that must be drawn again; panel, the part of
 * the window that what is drawn belongs to.
 */
#ifndef CANVAS_H
#define CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct Point {
    float x, y;
} Point;

typedef struct Rect {
    float x, y, w, h;
} Rect;

/* 0xRRGGBBAA */
typedef uint32_t Color;

typedef enum FontFace { FONT_REGULAR, FONT_MEDIUM, FONT_SEMIBOLD, FONT_MONO, FONT_FACE_COUNT } FontFace;

/* size is the em in pixels */
typedef struct Font {
    FontFace face;
    int size;
} Font;

/* How wide the first length bytes of text are, in pixels. */
typedef struct CanvasMetrics {
    float (*width)(void *context, Font font, const char *text, size_t length);
    void *context;
} CanvasMetrics;

/* 7 x 12 for every character at 12 pixels, in proportion at other sizes: for tests. */
CanvasMetrics canvas_metrics_fake(void);

typedef enum CanvasKind {
    CANVAS_FILL,
    CANVAS_STROKE,
    CANVAS_HATCH,
    CANVAS_POLYGON,
    CANVAS_POLYLINE,
    CANVAS_TEXT,
    CANVAS_IMAGE,
    CANVAS_KIND_COUNT
} CanvasKind;

typedef enum CanvasLayer {
    CANVAS_LAYER_STAGE,
    CANVAS_LAYER_FLIGHT, /* tiles under way, over all of a stage */
    CANVAS_LAYER_BARS,
    CANVAS_LAYER_DRAWER,
    CANVAS_LAYER_DIALOG,
    CANVAS_LAYER_MENU,
    CANVAS_LAYER_TOOLTIP,
    CANVAS_LAYER_COUNT
} CanvasLayer;

/* One command. rect is what it covers at most; the other members as its kind needs them. */
typedef struct CanvasCommand {
    CanvasKind kind;
    CanvasLayer layer;
    Rect rect;
    Rect clip;
    Rect panel;
    Color color;
    float radius;
    float width;   /* of a line */
    float spacing; /* of dashes (0: solid) or of a hatch (negative: crossed) */
    Font font;
    float baseline;
    size_t data;            /* offset of the text or the points */
    size_t count;           /* bytes of text, or points */
    const uint32_t *pixels; /* 0xAARRGGBB, borrowed until the list is played */
    int columns, rows;      /* of pixels */
    uint64_t version;       /* tells one content of pixels from another */
    uint64_t hash;
} CanvasCommand;

/* A picture that is drawn into pixels of the canvas's own, kept while its key stays the same. */
typedef struct CanvasPicture {
    uint64_t key;
    uint32_t *pixels;
    size_t capacity;
    int columns, rows;
    uint64_t used; /* the frame it was last asked for */
} CanvasPicture;

enum { CANVAS_PICTURES = 32, CANVAS_CLIPS = 32 };

typedef struct Canvas {
    int width, height;
    CanvasMetrics metrics;
    CanvasCommand *commands;
    size_t count, capacity;
    char *text;
    size_t text_size, text_capacity;
    Point *points;
    size_t point_count, point_capacity;
    uint32_t *order; /* commands by layer, after canvas_end */
    size_t order_capacity;
    CanvasLayer layer;
    Rect clips[CANVAS_CLIPS], panels[CANVAS_CLIPS];
    int clip_count;
    uint64_t *tiles, *tiles_before;
    int tile_columns, tile_rows;
    bool all_changed;
    bool out_of_memory; /* something could not be recorded this frame */
    bool sketch;        /* this list will not be played: pictures need not be painted */
    CanvasPicture pictures[CANVAS_PICTURES];
    uint64_t frame;
} Canvas;

enum { CANVAS_TILE = 64, CANVAS_DAMAGE = 48 };

void canvas_init(Canvas *canvas, CanvasMetrics metrics);
void canvas_free(Canvas *canvas);

/* Starts a frame of that size filled with color. */
void canvas_begin(Canvas *canvas, int width, int height, Color color);

/* Sorts by layer and hashes. Returns how many rectangles differ from the frame before, at most
 * CANVAS_DAMAGE, written to damage. */
int canvas_end(Canvas *canvas, Rect damage[CANVAS_DAMAGE]);

/* The next canvas_end reports everything as changed. */
void canvas_invalidate(Canvas *canvas);

/* Returns the layer before, to be set back. */
CanvasLayer canvas_set_layer(Canvas *canvas, CanvasLayer layer);
void canvas_push_clip(Canvas *canvas, Rect clip);
/* A clip of the whole frame, whatever the clips below: for what floats over its place. */
void canvas_push_whole(Canvas *canvas);
/* What is drawn until canvas_pop_clip belongs into panel. Nothing is cut by it: a stroke that leaves its
 * panel is over another's, and tests count those. */
void canvas_push_panel(Canvas *canvas, Rect panel);
void canvas_pop_clip(Canvas *canvas);
Rect canvas_clip(const Canvas *canvas);

/* Rectangles are snapped to whole pixels. radius is that of the corners. */
void canvas_fill(Canvas *canvas, Rect rect, float radius, Color color);

/* A ground with an edge of that width, inside rect. */
void canvas_card(Canvas *canvas, Rect rect, float radius, float edge, Color line, Color ground);

/* The line is inside rect. dash: length of dashes and gaps, 0 for a solid line. */
void canvas_stroke(Canvas *canvas, Rect rect, float radius, float width, float dash, Color color);

/* Lines at 45 degrees, spacing pixels apart, clipped to the rounded rectangle; crossed in both directions. */
void canvas_hatch(Canvas *canvas, Rect rect, float radius, float spacing, bool crossed, Color color);

void canvas_polygon(Canvas *canvas, const Point *points, size_t count, Color color);

/* With round joins and ends. */
void canvas_polyline(Canvas *canvas, const Point *points, size_t count, float width, Color color);

void canvas_disc(Canvas *canvas, Point centre, float radius, Color color);

/* Text from x on, its capitals centred on y; returns its width. In the mono face a space is half an advance.
 */
float canvas_text(Canvas *canvas, Font font, float x, float y, Color color, const char *text);

typedef enum Align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT } Align;

/* Text aligned to x, cut with … where it is wider than limit (0: no limit); returns the width drawn. */
float canvas_text_aligned(Canvas *canvas, Font font, float x, float y, Align align, float limit, Color color,
                          const char *text);

typedef struct CanvasRun {
    Font font;
    Color color;
    const char *text;
} CanvasRun;

/* Runs of several styles on one line; returns their width. */
float canvas_runs(Canvas *canvas, const CanvasRun *runs, size_t count, float x, float y);

float canvas_text_width(const Canvas *canvas, Font font, const char *text);

/* font, made smaller until text is no wider than width, but not below least pixels. */
Font canvas_fit(const Canvas *canvas, Font font, int least, float width, const char *text);

/* Breaks text into lines no wider than width and draws them (or only counts, with draw false), line_height
 * apart, the first one's capitals centred on y. Returns the number of lines. */
int canvas_paragraph(Canvas *canvas, Font font, Rect rect, float line_height, Color color, const char *text,
                     bool draw);

/* Fills pixels [rows][columns], opaque 0xAARRGGBB. */
typedef void (*CanvasPaint)(const void *subject, uint32_t *pixels, int columns, int rows);

/* A picture of one pixel a pixel over rect (snapped). paint is called only where no picture of that key and
 * size is kept from a frame before: key must change with whatever paint reads. */
void canvas_picture(Canvas *canvas, Rect rect, uint64_t key, CanvasPaint paint, const void *subject);

/* One line a command, in drawing order: kind, layer, rectangle, colour, and what the kind adds. */
void canvas_dump(const Canvas *canvas, FILE *file);

Rect rect_inset(Rect rect, float by);
bool rect_contains(Rect rect, float x, float y);
Rect rect_intersect(Rect one, Rect other);
Rect rect_union(Rect one, Rect other);
bool rect_empty(Rect rect);
uint64_t hash_bytes(uint64_t seed, const void *data, size_t size);
#define HASH_SEED 14695981039346656037ULL

#endif
