/* The player alone turns time into a cursor: step k, and progress t on the way to k + 1.
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
    bool brief; /* only slide and flight: from 2x on */
} Cursor;

typedef struct Player {
    int64_t step, steps;
    double elapsed; /* seconds into the running move, or into the rest of a step when motion is reduced */
    bool moving, playing;
    bool reduced; /* reduced motion */
    int speed;    /* index into player_speeds */
} Player;

enum { PLAYER_SPEEDS = 5, PLAYER_SPEED_NORMAL = 2 };
extern const double player_speeds[PLAYER_SPEEDS];

/* Seconds that one step takes at the player's speed. */
double player_duration(const Player *player);

/* What to draw now. */
Cursor player_cursor(const Player *player);

/* The step that counts: the destination of a running move. */
int64_t player_destination(const Player *player);

/* Lets seconds pass. */
void player_advance(Player *player, double seconds);

/* Whether time changes anything, so that frames are needed. */
bool player_runs(const Player *player);

/* Changes the speed (an index into player_speeds); a running move goes on from where it stands. */
void player_set_speed(Player *player, int speed);

void player_set_steps(Player *player, int64_t steps);
void player_seek(Player *player, int64_t step);
void player_next(Player *player);
void player_previous(Player *player);

/* Play from where it is, at the end from the start; or pause: a running move still comes to rest. */
void player_toggle(Player *player);

#endif
