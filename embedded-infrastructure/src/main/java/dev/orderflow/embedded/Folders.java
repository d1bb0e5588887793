package dev.orderflow.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;

/** Folders that come and go. */
public final class Folders {

    private Folders() {}

    /** A new folder for the data of something that lives as long as a test run. */
    public static Path temporary(String name) {
        try {
            return Files.createTempDirectory("orderflow-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a temporary folder.", e);
        }
    }

    /** Deletes the folder, or file, with all that is in it; nothing where there is none. */
    public static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException alreadyGone) {
            // Somebody tidies the temporary folder too.
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + folder, e);
        }
    }
}
