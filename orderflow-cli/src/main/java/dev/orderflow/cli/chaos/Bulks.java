package dev.orderflow.cli.chaos;

import dev.orderflow.cli.bench.HttpConnection;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * People who send many messages with one request. Whoever gets no answer sends all of them once
 * more, under another name, so that what each try has sent can be told apart.
 */
record Bulks(Chat chat, ToldOfBulks told, Crowd crowd) {

    /**
     * Each takes one of a service's connections for as long as it lasts: few, so that others get
     * theirs.
     */
    private static final int AT_ONCE = 6;

    /**
     * @param rate messages a second
     */
    static Crowd start(Chat chat, List<URI> servers, ToldOfBulks told, double rate) {
        var crowd = new Crowd(servers, rate / Chat.BULK, told);
        crowd.come(AT_ONCE, new Bulks(chat, told, crowd)::send);
        return crowd;
    }

    private void send(int number, HttpConnection connection) throws InterruptedException {
        var tries = new AtomicInteger();
        var answer =
                crowd.ask(
                        number,
                        () -> {
                            int attempt = tries.incrementAndGet();
                            return Writers.once(
                                    chat.bulk(number, attempt),
                                    connection,
                                    () -> told.unclear(chat.bulkSender(number, attempt)));
                        },
                        Writers::isFinal);
        if (answer.status() == 200) {
            told.sent(chat.bulkSender(number, tries.get()));
        } else {
            crowd.surprised("sending many", answer);
        }
    }
}
