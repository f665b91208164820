/* Arguments, start, end. Everything it starts is handed down from here; nothing is global.
 *
 * It decides which run this is - a window, a robot, a picture, a tree - and in what order things begin and
 * end. Exit status: 0, 1 for a robot's expectation that failed, 2 for bad input, with one line on standard
 * error.
 */
#include "app/arguments.h"
#include "app/assets.h"
#include "app/chrome/start_page.h"
#include "app/document/opening.h"
#include "app/document/session_keeper.h"
#include "app/document/sessions.h"
#include "app/edits.h"
#include "app/platform_sdl.h"
#include "app/robot/robot.h"
#include "app/robot/tree.h"
#include "app/words.h"
#include "core/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_FAILED = 1, EXIT_INPUT = 2, SENTENCE = 1024, SCRIPT_LIMIT = 16 << 20 };

/* One line, whatever names of files may hold. */
static void print_line(const char *prefix, const char *sentence) {
    fputs(prefix, stderr);
    for (const char *c = sentence; *c; c++) {
        fputc((unsigned char)*c < ' ' || *c == 0x7F ? '?' : *c, stderr);
    }
    fputc('\n', stderr);
}

static int refuse(const char *sentence) {
    print_line("poolscope: ", sentence);
    return EXIT_INPUT;
}

static int refuse_error(const PsError *error) {
    char sentence[PS_ERROR_TEXT_SIZE];
    words_error(error, sentence, sizeof sentence);
    return refuse(sentence);
}

/* Where settings and session lie; "" where there is no place for them. */
static void find_folder(char *path, size_t size) {
    const char *data = SDL_getenv("XDG_DATA_HOME");
    const char *home = SDL_getenv("HOME");
    char usual[4096];
    if (data && !data[0] && home && home[0]) {
        /* Empty counts as not set; SDL would take it for the root folder. */
        snprintf(usual, sizeof usual, "%s/.local/share", home);
        SDL_setenv("XDG_DATA_HOME", usual, 1);
    }
    char *folder = SDL_GetPrefPath("", "poolscope");
    snprintf(path, size, "%s", folder ? folder : "");
    SDL_free(folder);
}

/* --no-session says so, and --render implies it. */
static bool remembers(const Arguments *arguments) {
    return !arguments->no_session && !arguments->render;
}

/* The UI tree of one frame shows what is remembered, but changes nothing of it. */
static bool keeps(const Arguments *arguments) {
    return remembers(arguments) && (arguments->robot || !arguments->dump_ui);
}

static Settings choose_settings(const Arguments *arguments, const char *path) {
    Settings settings = settings_default();
    if (path[0]) {
        settings_read(&settings, path);
    }
    if (arguments->robot) {
        /* A robot finds the same window everywhere, and the session as it was. */
        const Settings usual = settings_default();
        settings.theme = usual.theme;
        settings.text_size = usual.text_size;
        settings.reduced = usual.reduced;
        settings.width = usual.width;
        settings.height = usual.height;
    }
    settings.theme = arguments->has_theme ? arguments->theme : settings.theme;
    settings.width = arguments->has_size ? arguments->width : settings.width;
    settings.height = arguments->has_size ? arguments->height : settings.height;
    settings.text_size = arguments->has_scale ? arguments->scale : settings.text_size;
    return settings;
}

static int run_robot(const Arguments *arguments, Platform *platform, App *app) {
    PsBytes bytes = {0};
    PsError error = {0};
    Script script = {0};
    const PsFileReading reading = {.limit = SCRIPT_LIMIT, .any_kind = true, .enough = ps_file_enough_text};
    PsStatus status = ps_file_read_by(arguments->robot, &reading, &bytes, &error);
    if (status == PS_OK) {
        status = script_parse((const char *)bytes.data, bytes.size, &script, &error);
        ps_bytes_free(&bytes);
        if (status != PS_OK) {
            char sentence[PS_ERROR_TEXT_SIZE];
            words_error(&error, sentence, sizeof sentence);
            char line[ROBOT_MESSAGE];
            snprintf(line, sizeof line, "%s: %s", arguments->robot, sentence);
            return refuse(line);
        }
    }
    if (status != PS_OK) {
        return refuse_error(&error);
    }
    char message[ROBOT_MESSAGE];
    const bool played = robot_play(platform, app, &script, arguments->robot, arguments->real_time, message);
    script_free(&script);
    if (!played) {
        print_line("", message);
        return EXIT_FAILED;
    }
    return 0;
}

/* Both outputs are complete before either is put in its place. */
static int write_outputs(const Arguments *arguments, Platform *platform, const App *app) {
    PsError error = {0};
    PsFileOutput picture = {0};
    PsFileOutput tree = {0};
    PsStatus status = PS_OK;
    if (arguments->render) {
        status = platform_prepare(platform, arguments->render, &picture, &error);
    }
    if (status == PS_OK && arguments->dump_ui) {
        status = tree_prepare(app, arguments->dump_ui, &tree, &error);
    }
    if (status == PS_OK && arguments->render && arguments->dump_ui && ps_file_same_target(&picture, &tree)) {
        status = ps_fail(&error, PS_ERROR_SETTING, N_("picture and tree would both be %s: name two files"),
                         arguments->render);
    }
    if (status == PS_OK && arguments->render) {
        status = ps_file_commit(&picture, &error);
    }
    if (status == PS_OK && arguments->dump_ui) {
        status = ps_file_commit(&tree, &error);
    }
    ps_file_abandon(&picture);
    ps_file_abandon(&tree);
    return status == PS_OK ? 0 : refuse_error(&error);
}

static int run(const Arguments *arguments, App *app, Painter *painter, const char *settings_path) {
    char sentence[SENTENCE];
    const bool headless = arguments->render || arguments->robot || arguments->dump_ui;
    /* On the real clock a robot may play where people can watch it. */
    const bool watched = arguments->real_time && SDL_getenv("SDL_VIDEODRIVER");
    Platform *platform = platform_create(app, painter, headless && !watched, sentence, sizeof sentence);
    if (!platform) {
        return refuse(sentence);
    }
    platform_remember(platform, keeps(arguments) ? settings_path : "");
    if (!settings_path[0] && keeps(arguments)) {
        app_say(app, _("Nothing will be remembered: there is no home folder to keep it in"));
    }
    app->ui.want_tree = headless;
    app->finishes_work = headless && !watched;
    if (headless && !watched) {
        platform_fix_size(platform);
    }
    int code = 0;
    if (arguments->robot) {
        code = run_robot(arguments, platform, app);
    } else if (headless) {
        platform_show(platform);
    } else {
        platform_run(platform);
    }
    const int written = code == EXIT_INPUT ? 0 : write_outputs(arguments, platform, app);
    platform_destroy(platform);
    return code != 0 ? code : written;
}

/* Where what this program does is kept. */
typedef struct Keeping {
    char folder[4096]; /* "": nowhere */
    PsSession *session;
    int number; /* of the session; from 2 on another program has the first */
} Keeping;

/* Only who changes a session has to have it alone. */
static void find_session(const Arguments *arguments, Keeping *keeping) {
    keeping->number = 1;
    if (keeping->folder[0]) {
        keeping->session = keeps(arguments) ? sessions_take(keeping->folder, &keeping->number)
                                            : ps_session_create(keeping->folder);
    }
}

/* FILE wins over the last session, which is set aside if no file holds it. */
static PsStatus open_or_recover(const Arguments *arguments, App *app, const Keeping *keeping, int *code,
                                PsError *error) {
    if (!arguments->file) {
        return keeping->session ? opening_recover(app, keeping->session, error) : PS_OK;
    }
    *code = opening_open(app, arguments->file, error) == PS_OK ? 0 : refuse_error(error);
    return *code == 0 && keeping->session && keeps(arguments)
               ? sessions_set_unsaved_aside(keeping->folder, keeping->session, error)
               : PS_OK;
}

/* What other programs have, or have left. */
static void tell_of_others(App *app, const Keeping *keeping) {
    if (keeping->folder[0]) {
        sessions_offer(app, keeping->folder);
    }
    if (keeping->number > 1) {
        app_say(app, _("Poolscope runs in another window: what you do here is kept in a session of its own, "
                       "offered at the next start"));
    } else if (app->offered > 0 && app->recovered) {
        app_say(app, _("Your last session is back; another window's is kept too"));
        app->recovered = app->offering = true;
    } else if (app->offered > 0 && !app->notice[0]) {
        app_say(app, _("The session of another window is kept"));
        app->offering = true;
    }
    app->notice_until = app->offering ? app->now + 10 : app->notice_until;
}

/* True where app keeps what follows in the session. */
static bool begin_session(const Arguments *arguments, App *app, const Keeping *keeping, int *code) {
    PsError error = {0};
    const PsStatus status = open_or_recover(arguments, app, keeping, code, &error);
    if (*code != 0) {
        return false;
    }
    if (status != PS_OK) {
        /* What is there now must not be written over what could not be read, or set aside. */
        app_say_error(app, &error);
        return false;
    }
    if (keeping->folder[0] && !keeping->session) {
        app_say(app, _("Nothing will be remembered: there is no room for another session"));
    }
    tell_of_others(app, keeping);
    return keeps(arguments);
}

/* The display may go at any moment, and SDL's libraries then end the program by exit: no context gets there.
 */
static App *kept_app;

/* True where nothing is left to write. */
static bool keep_last(App *app) {
    PsError error = {0};
    char sentence[PS_ERROR_TEXT_SIZE];
    if (session_keeper_now(app, &error) == PS_OK) {
        return true;
    }
    words_error(&error, sentence, sizeof sentence);
    print_line("poolscope: ", sentence);
    return false;
}

static void keep_at_exit(void) {
    if (kept_app) {
        (void)keep_last(kept_app);
        kept_app = NULL;
    }
}

/* Runs to the end, whatever brings it about. What a second window leaves is of use only if no file holds it.
 */
static int run_and_keep(const Arguments *arguments, App *app, Painter *painter, const char *settings_path,
                        const Keeping *keeping) {
    kept_app = app;
    int code = run(arguments, app, painter, settings_path);
    kept_app = NULL;
    if (code == EXIT_INPUT) {
        return code;
    }
    if (!keep_last(app)) {
        return EXIT_FAILED;
    }
    if (keeping->number > 1 && app->session && app_saved(app)) {
        ps_session_remove(keeping->session);
    }
    return code;
}

/* Nothing was ever kept, and no option says what to show. */
static bool is_first_start(const Arguments *arguments, const App *app, const Keeping *keeping) {
    return arguments_leave_start(arguments) && keeping->session && keeping->number == 1 && !app->recovered &&
           app->offered == 0 && !app->notice[0];
}

static int start(const Arguments *arguments, const char *assets) {
    char fonts[4200];
    char sentence[SENTENCE];
    Keeping keeping = {.folder = ""};
    char settings_path[4200] = "";
    if (remembers(arguments)) {
        find_folder(keeping.folder, sizeof keeping.folder);
        snprintf(settings_path, sizeof settings_path, "%s%s", keeping.folder,
                 keeping.folder[0] ? "settings.txt" : "");
    }
    snprintf(fonts, sizeof fonts, "%s/fonts", assets);
    Painter *painter = painter_create(fonts, sentence, sizeof sentence);
    if (!painter) {
        return refuse(sentence);
    }
    const Settings settings = choose_settings(arguments, settings_path);
    App *app = app_create(painter_metrics(painter), &settings);
    if (app) {
        app->home = SDL_getenv("HOME");
        app->assets = assets;
    }
    PsError error = {0};
    int code = app ? 0 : refuse(_("out of memory: close other programs"));
    find_session(arguments, &keeping);
    const bool is_kept = app && begin_session(arguments, app, &keeping, &code);
    if (code == 0) {
        app->next_stage = arguments->stage >= 0 ? arguments->stage : app->stage;
        edits_enter_stage(app);
    }
    if (code == 0 && arguments->step > app->player.steps) {
        (void)ps_fail(&error, PS_ERROR_SETTING, N_("there is no step %lld: the last one is %lld"),
                      (long long)arguments->step, (long long)app->player.steps);
        code = refuse_error(&error);
    }
    if (code == 0) {
        app_set_step(app, arguments->step >= 0 ? arguments->step : app->player.step);
        if (arguments->start_page || (is_kept && is_first_start(arguments, app, &keeping))) {
            start_page_open_first(app);
        }
        session_keeper_begin(app, is_kept ? keeping.session : NULL);
        code = run_and_keep(arguments, app, painter, settings_path, &keeping);
    }
    app_destroy(app);
    ps_session_destroy(keeping.session);
    painter_destroy(painter);
    return code;
}

int main(int argc, char **argv) {
    Arguments arguments;
    PsError error = {0};
    char assets[4096] = "";
    char locale[4200];
    char sentence[SENTENCE];
    ps_file_expect_failures();
    (void)atexit(keep_at_exit);
    const bool found = assets_find(assets, sizeof assets, sentence, sizeof sentence);
    snprintf(locale, sizeof locale, "%s/locale", assets);
    words_init(found ? locale : NULL);
    if (arguments_read(argc, argv, &arguments, &error) != PS_OK) {
        return refuse_error(&error);
    }
    if (arguments.help) {
        return fputs(arguments_help(), stdout) < 0 || fflush(stdout) != 0 ? EXIT_INPUT : 0;
    }
    if (arguments.version) {
        return printf("poolscope %s\n", POOLSCOPE_VERSION) < 0 || fflush(stdout) != 0 ? EXIT_INPUT : 0;
    }
    if (!found) {
        return refuse(sentence);
    }
    return start(&arguments, assets);
}
