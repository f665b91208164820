/* What one frame of the program drew, kept, and what is no motion between two of them: what jumps, appears,
 * leaves or changes its colour at once.
 *
 * A thing is known by what it is: a text by its words, a shape by its kind. It has moved if there was one
 * like it, in a colour like its own, at most a reach away; a text may also be replaced by another in its
 * place. What was not there at all must be faint at first, and faint at last, against the ground it lies on.
 */
#ifndef FRAMES_H
#define FRAMES_H

#include "tests/app/driver.h"

typedef struct Frame {
    CanvasCommand *commands; /* in drawing order */
    char *text;
    Point *points;
    size_t count;
} Frame;

/* What a list of display holds now; to be freed. */
Frame frame_of(const Canvas *canvas);
void frame_free(Frame *frame);

/* What may be: pixels from one frame to the next, and the share of full contrast that may come or go in one.
 */
typedef struct FrameLimits {
    float reach;
    float contrast;
} FrameLimits;

/* Counts what breaks the limits between two frames in a row, within a part of the window; the first ones are
 * told, a line each, to text. */
int frame_faults(const Frame *before, const Frame *after, Rect within, const FrameLimits *limits, char *text,
                 size_t size);

/* The tree of a frame, kept: what is there by its name, and where. */
typedef struct Places {
    UiEntry *entries;
    char *words;
    size_t count;
} Places;

Places places_of(const Ui *ui);
void places_free(Places *places);

/* Counts what is in both trees and has gone sideways, or farther than reach up or down; cells of the input
 * may not move at all. The first ones are told. */
int places_moved(const Places *before, const Places *after, float reach, char *text, size_t size);

#endif
