package dev.orderflow.cli.chaos;

import dev.orderflow.cli.bench.HttpConnection;
import dev.orderflow.cli.bench.HttpConnection.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.json.JsonMapper;

/**
 * People who write to each other, and read and delete what was written. Messages have no {@code
 * Idempotency-Key}: whoever gets no answer writes once more, and both may be there.
 */
record Writers(Chat chat, ToldOfMessages told, Crowd crowd) {

    private static final int AT_ONCE = 40;

    /**
     * @param rate messages a second
     */
    static Crowd start(Chat chat, List<URI> servers, ToldOfMessages told, double rate) {
        var crowd = new Crowd(servers, rate, told);
        crowd.come(AT_ONCE, new Writers(chat, told, crowd)::write);
        return crowd;
    }

    private void write(int number, HttpConnection connection) throws InterruptedException {
        var answer = ask(number, chat.write(number), connection, () -> told.unclear(number));
        if (answer.status() != 201) {
            crowd.surprised("writing", answer);
            return;
        }
        var message = id(answer);
        told.written(number, message);
        if (chat.isRead(number) || chat.isDeleted(number)) {
            crowd.comeBack(
                    number,
                    chat.backAfterMs(number),
                    (_, another) -> lookAgain(number, message, another));
        }
    }

    /** One right behind the other, so that their events are under way at the same time. */
    private void lookAgain(int number, UUID message, HttpConnection connection)
            throws InterruptedException {
        if (chat.isRead(number)) {
            read(number, message, connection);
        }
        if (chat.isDeleted(number)) {
            delete(number, message, connection);
        }
    }

    private void read(int number, UUID message, HttpConnection connection)
            throws InterruptedException {
        var answer =
                ask(
                        number,
                        chat.read(number, message),
                        connection,
                        () -> {
                            // To read it again changes nothing.
                        });
        if (answer.status() == 204) {
            told.read(message);
        } else {
            crowd.surprised("reading " + message, answer);
        }
    }

    private void delete(int number, UUID message, HttpConnection connection)
            throws InterruptedException {
        var mayBeDone = new AtomicBoolean();
        var answer =
                ask(number, chat.delete(number, message), connection, () -> mayBeDone.set(true));
        // Nobody else deletes it: what is gone was gone by an earlier try.
        if (answer.status() == 204 || answer.status() == 404 && mayBeDone.get()) {
            told.deleted(message, chat.deleter(number));
        } else {
            crowd.surprised("deleting " + message, answer);
        }
    }

    /**
     * @param unclear for each try of which nobody knows what became
     */
    private Answer ask(int number, byte[] request, HttpConnection connection, Runnable unclear)
            throws InterruptedException {
        return crowd.ask(number, () -> once(request, connection, unclear), Writers::isFinal);
    }

    /**
     * Asks once.
     *
     * @param unclear where nobody knows what became of it; not where it was refused a connection
     */
    static Answer once(byte[] request, HttpConnection connection, Runnable unclear)
            throws IOException {
        try {
            var answer = connection.sendOnce(request);
            if (answer.status() >= 500) {
                unclear.run();
            }
            return answer;
        } catch (ConnectException nobodyThere) {
            throw nobodyThere;
        } catch (IOException unanswered) {
            unclear.run();
            throw unanswered;
        }
    }

    static boolean isFinal(Answer answer) {
        return switch (answer.status()) {
            case 0, 429 -> false;
            default -> answer.status() < 500;
        };
    }

    private static UUID id(Answer answer) {
        var message = JsonMapper.shared().readTree(answer.body());
        return UUID.fromString(message.path("messageId").asString());
    }
}
