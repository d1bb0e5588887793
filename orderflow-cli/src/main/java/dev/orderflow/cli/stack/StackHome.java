package dev.orderflow.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a stack has to itself while it runs. The claim is a lock of the operating system,
 * so it ends with the process that holds it, however that ends.
 */
final class StackHome implements AutoCloseable {

    private static final long LARGE_LOG = 10L << 20;

    private final FileChannel channel;

    private StackHome(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Claims the folder, which is created if need be.
     *
     * @throws StackProblem where it cannot be written, is too full, or is another stack's
     */
    static StackHome claim(StackSettings settings) {
        var home = settings.home();
        FileChannel channel;
        try {
            Files.createDirectories(home.resolve("logs"));
            channel =
                    FileChannel.open(
                            home.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StackProblem(
                    "%s cannot be written: make it writable, or choose another folder with --home."
                            .formatted(home),
                    e);
        }
        if (lock(channel) == null) {
            close(channel);
            throw new StackProblem(inUse(home));
        }
        try {
            checkSpace(settings);
            rotateLogs(home.resolve("logs"));
        } catch (RuntimeException e) {
            close(channel);
            throw e;
        }
        return new StackHome(channel);
    }

    @Override
    public void close() {
        close(channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot lock the folder of the stack.", e);
        }
    }

    private static String inUse(Path home) {
        return StackState.load(home)
                .map(
                        state ->
                                "Orderflow is running already (pid %d): ./orderflow status shows"
                                                .formatted(state.supervisor().pid())
                                        + " it, ./orderflow down stops it.")
                .orElse(
                        "Another ./orderflow is just starting or stopping with %s: try again in a"
                                        .formatted(home)
                                + " moment.");
    }

    private static void checkSpace(StackSettings settings) {
        long free;
        try {
            free = Files.getFileStore(settings.home()).getUsableSpace() >> 20;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot tell how full the disk is.", e);
        }
        if (free < settings.freeMegabytes()) {
            throw new StackProblem(
                    "The disk that holds %s has %d MB left, and Orderflow needs %d MB: make room, or"
                                    .formatted(settings.home(), free, settings.freeMegabytes())
                            + " choose a folder on another disk with --home.");
        }
    }

    /** Logs are appended to over restarts; one that has grown large is put aside, once. */
    private static void rotateLogs(Path logs) {
        try (var files = Files.newDirectoryStream(logs, "*.log")) {
            for (var log : files) {
                if (Files.size(log) > LARGE_LOG) {
                    Files.move(
                            log,
                            log.resolveSibling(log.getFileName() + ".1"),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot put old logs aside.", e);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot give up the folder of the stack.", e);
        }
    }
}
