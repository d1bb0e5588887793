package dev.orderflow.cli.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/** As much of two protocols as it takes to tell the moment at which to break something. */
final class Sniffer {

    private static final int COM_QUERY = 3;
    private static final int FETCH = 1;
    private static final int OFFSET_COMMIT = 8;
    private static final int LONGEST_STATEMENT = 200;

    /** Size, API key, API version, correlation id, length of the client's name. */
    private static final int HEAD = 14;

    private Sniffer() {}

    /** The beginning of the SQL statement that a client of MySQL begins to send here. */
    static Optional<String> statement(byte[] bytes, int length) {
        // Three bytes of length, the number of the packet, the command.
        if (length < 6 || bytes[3] != 0 || bytes[4] != COM_QUERY) {
            return Optional.empty();
        }
        int end = Math.min(length, 5 + LONGEST_STATEMENT);
        return Optional.of(new String(bytes, 5, end - 5, UTF_8).strip().toLowerCase(Locale.ROOT));
    }

    /** The name of the client of Kafka that commits its offsets here. */
    static Optional<String> offsetCommit(byte[] bytes, int length) {
        return client(OFFSET_COMMIT, bytes, length);
    }

    /** The name of the client of Kafka that asks for records here. */
    static Optional<String> fetch(byte[] bytes, int length) {
        return client(FETCH, bytes, length);
    }

    /** Of who makes such a request, which may be one of several at once. */
    private static Optional<String> client(int request, byte[] bytes, int length) {
        var requests = ByteBuffer.wrap(bytes, 0, length);
        while (requests.remaining() >= HEAD) {
            int size = requests.getInt();
            int start = requests.position();
            if (size < HEAD - 4) {
                return Optional.empty();
            }
            if (requests.getShort() == request) {
                return client(requests);
            }
            if (size > length - start) {
                return Optional.empty();
            }
            requests.position(start + size);
        }
        return Optional.empty();
    }

    /** Behind the API key: API version, correlation id, client id. */
    private static Optional<String> client(ByteBuffer request) {
        request.getShort();
        request.getInt();
        int size = request.getShort();
        if (size < 0 || size > request.remaining()) {
            return Optional.empty();
        }
        var name = new byte[size];
        request.get(name);
        return Optional.of(new String(name, US_ASCII));
    }
}
