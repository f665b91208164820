/* The player alone turns time into a cursor: step k, and progress t on the way to k + 1.
 *
 * A play takes as long as one can watch: at 1x a run of more than PLAYER_CALM steps takes PLAYER_RUN seconds.
 * Then steps are shorter: first their motion is, then only slide and flight are left, in the end they jump,
 * several a frame if need be. A step that is asked for by itself always takes its whole time.
 *
 * Invariant: 0 <= step <= steps; while nothing moves t is 0. The cursor's step is the one left behind; what
 * the UI tree shows at once is player_destination, the destination.
 */
#ifndef PLAYER_H
#define PLAYER_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Cursor {
    int64_t step;
    double t;   /* 0 at rest, else 0…1 towards step + 1 */
    bool brief; /* only slide and flight: from 2x on, and in steps too short for the rest */
} Cursor;

typedef struct Player {
    int64_t step, steps;
    double elapsed; /* seconds into the running move, or into the rest of a step when motion is reduced */
    bool moving, playing;
    bool hurried; /* the running move is one of a play: it may be shorter */
    bool loop;    /* a play that has come to the end begins again */
    bool reduced; /* reduced motion */
    int speed;    /* index into player_speeds */
} Player;

enum { PLAYER_SPEEDS = 5, PLAYER_SPEED_NORMAL = 2 };
extern const double player_speeds[PLAYER_SPEEDS];

/* PLAYER_CALM: steps that a play takes its time for; PLAYER_RUN: seconds at 1x of one that has more. */
enum { PLAYER_CALM = 25, PLAYER_RUN = 40 };

/* Seconds that the running step takes, or the next one by itself, at the player's speed. */
double player_duration(const Player *player);

/* Seconds until something happens that is no motion: the end of a rest; 0 while the picture moves, or steps
 * follow each other in less than a frame; below 0 where nothing is to come. */
double player_due(const Player *player);

/* What to draw now. */
Cursor player_cursor(const Player *player);

/* The step that counts: the destination of a running move. */
int64_t player_destination(const Player *player);

/* Lets seconds pass. */
void player_advance(Player *player, double seconds);

/* Whether time changes anything, so that frames are needed. */
bool player_runs(const Player *player);

/* Whether a play that loops is at its end, and waits to begin again. */
bool player_rests(const Player *player);

/* Changes the speed (an index into player_speeds); a running move goes on from where it stands. */
void player_set_speed(Player *player, int speed);

/* A play that waits to begin again ends when looping does. */
void player_set_loop(Player *player, bool loop);

/* A running move stays where it is on its way; a play that is then at the end goes on as if it came there. */
void player_set_steps(Player *player, int64_t steps);
void player_seek(Player *player, int64_t step);
void player_next(Player *player);
void player_previous(Player *player);

/* Play from where it is, at the end from the start; or pause: a running move still comes to rest. */
void player_toggle(Player *player);

#endif
