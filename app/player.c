/* Time into steps: moves that run, plays that go on to the last step.
 *
 * It reads no clock and knows nothing of what a step shows. Time left over at the end of a move goes into the
 * next one, so that a play takes as long in one call as in many.
 */
#include "app/player.h"

#include <math.h>

const double player_speeds[PLAYER_SPEEDS] = {0.25, 0.5, 1, 2, 4};

/* Seconds at 1x: a whole step; only its slide and flight. */
static const double whole_step = 1.6;
static const double brief_step = 0.89;

/* Seconds: a step that is shorter has no room for its numbers' way home, or for any motion. */
static const double whole_least = 0.8;
static const double motion_least = 0.1;

/* Seconds that a play rests at the end before it begins again. */
static const double loop_rest = 1;

/* Seconds of a frame: a step that is shorter has none of its own to wait for. */
static const double frame = 1.0 / 60;

/* Seconds of a step of a long run, at the player's speed; of any other no limit. */
static double share_of_run(const Player *player) {
    const bool shares = player->hurried && player->steps > PLAYER_CALM;
    return shares ? PLAYER_RUN / (double)player->steps / player_speeds[player->speed] : HUGE_VAL;
}

static bool is_brief(const Player *player) {
    return player_speeds[player->speed] >= 2 || share_of_run(player) < whole_least;
}

double player_duration(const Player *player) {
    const double by_itself = (is_brief(player) ? brief_step : whole_step) / player_speeds[player->speed];
    return fmin(by_itself, share_of_run(player));
}

/* Whether the running move is seen as one. */
static bool is_seen(const Player *player) {
    return player->moving && !player->reduced && player_duration(player) >= motion_least;
}

Cursor player_cursor(const Player *player) {
    if (is_seen(player)) {
        return (Cursor){player->step, player->elapsed / player_duration(player), is_brief(player)};
    }
    const int64_t step = player->reduced ? player->step : player_destination(player);
    return (Cursor){step, 0, is_brief(player)};
}

int64_t player_destination(const Player *player) {
    return player->moving ? player->step + 1 : player->step;
}

bool player_runs(const Player *player) {
    return player->moving || player->playing;
}

static void arrive(Player *player) {
    player->step = player_destination(player);
    player->moving = false;
    player->elapsed = 0;
}

/* A play that loops goes on at the end: it rests there. */
static void start_move(Player *player) {
    player->hurried = player->playing;
    if (player->step < player->steps) {
        player->moving = !player->reduced;
        player->step += player->reduced;
    }
    if (!player->moving && player->step >= player->steps) {
        player->playing = player->playing && player->loop;
    }
    player->elapsed = 0;
}

bool player_rests(const Player *player) {
    return player->playing && !player->moving && player->step >= player->steps;
}

/* Seconds that what goes on now takes in all. */
static double phase_length(const Player *player) {
    return player_rests(player) ? loop_rest : player_duration(player);
}

double player_due(const Player *player) {
    if (!player_runs(player)) {
        return -1;
    }
    const bool waits = player_rests(player) || (player->reduced && player_duration(player) >= frame);
    return waits ? fmax(0, phase_length(player) - player->elapsed) : 0;
}

void player_advance(Player *player, double seconds) {
    /* After a long pause of the machine a play catches up by at most one round. */
    for (int64_t round = 0; player_runs(player) && round <= player->steps; round++) {
        const double left = phase_length(player) - player->elapsed;
        if (seconds < left - 1e-9) {
            player->elapsed += seconds;
            return;
        }
        seconds -= left;
        if (player_rests(player)) {
            player->step = 0;
        }
        if (player->moving) {
            arrive(player);
        }
        if (player->playing) {
            start_move(player);
        }
    }
}

void player_set_speed(Player *player, int speed) {
    const double share = player->elapsed / player_duration(player);
    player->speed = speed;
    player->elapsed = player_rests(player) ? player->elapsed : share * player_duration(player);
}

void player_set_loop(Player *player, bool loop) {
    if (!loop && player_rests(player)) {
        player_seek(player, player->step);
    }
    player->loop = loop;
}

void player_set_steps(Player *player, int64_t steps) {
    if (player->steps == steps) {
        return;
    }
    const double share = player->elapsed / phase_length(player);
    const bool rested = player_rests(player);
    player->steps = steps;
    if (player_destination(player) > steps || (player_rests(player) && !player->loop)) {
        player_seek(player, steps);
    } else if (rested) {
        start_move(player);
    } else {
        player->elapsed = share * phase_length(player);
    }
}

void player_seek(Player *player, int64_t step) {
    player->moving = false;
    player->playing = false;
    player->elapsed = 0;
    player->step = step < 0 ? 0 : step > player->steps ? player->steps : step;
}

void player_next(Player *player) {
    player->playing = false;
    if (player->moving) {
        arrive(player);
    }
    start_move(player);
}

void player_previous(Player *player) {
    player_seek(player, player_destination(player) - 1);
}

void player_toggle(Player *player) {
    if (player->playing) {
        player->playing = false;
        if (!player->moving) {
            player->elapsed = 0;
        }
        return;
    }
    if (player->moving) {
        arrive(player);
    }
    if (player->step >= player->steps) {
        player->step = 0;
    }
    player->playing = player->steps > 0;
    start_move(player);
}
