package dev.orderflow.cli.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URI;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who writes what to whom in one round, and the requests for it: the same for the same seed.
 *
 * @param run in what is written, which is of this round only
 * @param first no message of this round has a lower id
 */
record Chat(URI messages, String run, UUID first, long seed) {

    /** So many messages are sent by one request of those who send many at once. */
    static final int BULK = 500;

    private static final int BULK_RECEIVERS = 100;
    private static final int PEOPLE = 40;
    private static final int PRIORITY = 5;
    private static final int READ_PERCENT = 60;
    private static final int DELETED_PERCENT = 30;
    private static final int BACK_WITHIN_MS = 1_500;

    private static final String HEAD =
            """
            %s /api/messages%s HTTP/1.1\r
            Host: %s\r
            X-USER-ID: %s\r
            X-USER-ROLES: %s\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            %s\
            """;

    static Chat open(URI messages, long seed) {
        var run = "chat-" + UUID.randomUUID().toString().substring(0, 8);
        return new Chat(messages, run, lowestId(Instant.now()), seed);
    }

    /** Of a UUIDv7 made at that time: its milliseconds, version and variant, and nothing else. */
    private static UUID lowestId(Instant time) {
        return new UUID(time.toEpochMilli() << 16 | 7 << 12, Long.MIN_VALUE);
    }

    /**
     * Those whose messages matter, whatever the round: the service is told of them at its start.
     */
    static String prioritySenders() {
        return IntStream.range(0, PRIORITY).mapToObj(Chat::person).collect(Collectors.joining(","));
    }

    boolean isPriority(String sender) {
        return Set.of(prioritySenders().split(",")).contains(sender);
    }

    private static String person(int number) {
        return "person-" + number % PEOPLE;
    }

    String sender(int number) {
        return person(number);
    }

    /** Anybody else. */
    String receiver(int number) {
        return person(number + 1 + random(number, 1).nextInt(PEOPLE - 1));
    }

    String content(int number) {
        return "Message %d of %s".formatted(number, run);
    }

    /** Who has written this; empty where nobody has. */
    OptionalInt writerOf(String content) {
        var words = content.split(" ");
        return words.length == 4 && words[1].matches("\\d{1,9}") && words[3].equals(run)
                ? OptionalInt.of(Integer.parseInt(words[1]))
                : OptionalInt.empty();
    }

    byte[] write(int number) {
        var body =
                "{\"content\":\"%s\",\"type\":\"INFO\",\"receiverId\":\"%s\"}"
                        .formatted(content(number), receiver(number));
        return request("POST", "", sender(number), body);
    }

    /**
     * Each try has a sender of its own: messages of a bulk do not say by which request they came.
     */
    String bulkSender(int number, int attempt) {
        return "%s-bulk-%d-%d".formatted(run, number, attempt);
    }

    byte[] bulk(int number, int attempt) {
        return request(
                "POST",
                "/bulk?await=false&count=" + BULK,
                bulkSender(number, attempt),
                "ADMIN",
                "");
    }

    /** The service's own choice. */
    static String bulkReceiver(int index) {
        return "bulk-" + index % BULK_RECEIVERS;
    }

    static String bulkContent(int index) {
        return "Message " + index;
    }

    boolean isRead(int number) {
        return random(number, 2).nextInt(100) < READ_PERCENT;
    }

    byte[] read(int number, UUID message) {
        return request("POST", "/%s/read".formatted(message), receiver(number), "");
    }

    boolean isDeleted(int number) {
        return random(number, 3).nextInt(100) < DELETED_PERCENT;
    }

    /** Either may delete it. */
    String deleter(int number) {
        return random(number, 4).nextBoolean() ? sender(number) : receiver(number);
    }

    byte[] delete(int number, UUID message) {
        return request("DELETE", "/" + message, deleter(number), "");
    }

    /** When it is looked at once more. */
    int backAfterMs(int number) {
        return random(number, 5).nextInt(BACK_WITHIN_MS);
    }

    private byte[] request(String method, String path, String caller, String body) {
        return request(method, path, caller, "USER", body);
    }

    private byte[] request(String method, String path, String caller, String role, String body) {
        return HEAD.formatted(
                        method, path, messages.getAuthority(), caller, role, body.length(), body)
                .getBytes(US_ASCII);
    }

    private SplittableRandom random(int number, int what) {
        return new SplittableRandom(seed * 1_000_003 + number * 7L + what);
    }
}
