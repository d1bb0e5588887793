package dev.orderflow.cli.topic;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Writes a backup: a line that says what it is, then frames (length, bytes): the manifest and the
 * records, partition by partition; then a frame of length 0, the number of records and the SHA-256
 * of everything before it.
 *
 * <p>The file has another name until all of it is on the disk, so what bears its name is whole.
 */
final class BackupWriter implements AutoCloseable {

    static final byte[] MAGIC = "orderflow topic backup 1\n".getBytes(StandardCharsets.US_ASCII);
    static final int END = 0;

    private final Path file;
    private final Path partial;
    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private final DataOutputStream out;
    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();
    private long records;

    BackupWriter(Path file, Manifest manifest) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        partial = Files.createTempFile(folderOf(file), file.getFileName() + ".", ".partial");
        channel = FileChannel.open(partial, StandardOpenOption.WRITE);
        out =
                new DataOutputStream(
                        new DigestOutputStream(
                                new BufferedOutputStream(
                                        Channels.newOutputStream(channel), 1 << 16),
                                digest));
        out.write(MAGIC);
        manifest.write(new DataOutputStream(frame));
        writeFrame();
    }

    void write(KeptRecord record) throws IOException {
        record.write(new DataOutputStream(frame));
        writeFrame();
        records++;
    }

    /** Ends the file and gives it its name. */
    long finish() throws IOException {
        out.writeInt(END);
        out.writeLong(records);
        out.write(digest.digest());
        out.flush();
        channel.force(true);
        channel.close();
        // Not onto a file that came into being meanwhile: a backup never replaces another.
        Files.createFile(file);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        return records;
    }

    private void writeFrame() throws IOException {
        out.writeInt(frame.size());
        frame.writeTo(out);
        frame.reset();
    }

    private static Path folderOf(Path file) {
        var folder = file.toAbsolutePath().getParent();
        return folder == null ? file.toAbsolutePath() : folder;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }

    /** Leaves nothing behind of a backup that was not finished. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(partial);
    }
}
