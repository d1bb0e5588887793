package dev.orderflow.embedded;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that hold secrets. */
public final class OwnerOnly {

    private OwnerOnly() {}

    /** Writes the file in one step; nobody but its owner can read it at any moment. */
    public static void write(Path file, String content) throws IOException {
        var unfinished =
                Files.createTempFile(file.toAbsolutePath().getParent(), ".new", "", mode());
        Files.writeString(unfinished, content);
        Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static FileAttribute<?>[] mode() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
