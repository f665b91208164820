/* Stands in the place of fsync, for tests linked with --wrap=fsync that write hundreds of files: none of them
 * has to outlive the machine, and waiting for its disk was most of their time.
 */
/* The names are the linker's. */
/* NOLINTBEGIN(bugprone-reserved-identifier) */
int __wrap_fsync(int descriptor);

int __wrap_fsync(int descriptor) {
    (void)descriptor;
    return 0;
}
/* NOLINTEND(bugprone-reserved-identifier) */
