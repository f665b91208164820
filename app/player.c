/* Time into steps: moves that run, plays that go on to the last step.
 *
 * It reads no clock and knows nothing of what a step shows. Time left over at the end of a move goes into the
 * next one, so that a play takes as long in one call as in many.
 */
#include "app/player.h"

const double player_speeds[PLAYER_SPEEDS] = {0.25, 0.5, 1, 2, 4};

/* Seconds at 1x: a whole step; only its slide and flight. */
static const double whole_step = 1.6;
static const double brief_step = 0.89;

static bool is_brief(const Player *player) {
    return player_speeds[player->speed] >= 2;
}

double player_duration(const Player *player) {
    return (is_brief(player) ? brief_step : whole_step) / player_speeds[player->speed];
}

Cursor player_cursor(const Player *player) {
    const bool shown = player->moving && !player->reduced;
    return (Cursor){player->step, shown ? player->elapsed / player_duration(player) : 0, is_brief(player)};
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

static void start_move(Player *player) {
    if (player->step >= player->steps) {
        player->playing = false;
    } else if (player->reduced) {
        player->step++;
        player->playing = player->playing && player->step < player->steps;
    } else {
        player->moving = true;
    }
    player->elapsed = 0;
}

void player_advance(Player *player, double seconds) {
    /* After a long pause of the machine a play catches up by at most one round. */
    for (int64_t round = 0; player_runs(player) && round <= player->steps; round++) {
        const double left = player_duration(player) - player->elapsed;
        if (seconds < left - 1e-9) {
            player->elapsed += seconds;
            return;
        }
        seconds -= left;
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
    player->elapsed = share * player_duration(player);
}

void player_set_steps(Player *player, int64_t steps) {
    if (player->steps == steps) {
        return;
    }
    player->steps = steps;
    if (player_destination(player) > steps) {
        player_seek(player, steps);
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
