package dev.orderflow.cli.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everybody who comes in one round: customers, and people who write to each other, if they can. */
final class Visitors implements AutoCloseable {

    private static final double MOST_SINGLE_MESSAGES = 100;

    private final ChaosSystem system;
    private final Shop shop;
    private final ToldOfOrders toldOfOrders = new ToldOfOrders();
    private final Crowd shoppers;
    private final Optional<Chat> chat;
    private final ToldOfMessages toldOfMessages = new ToldOfMessages();
    private final ToldOfBulks toldOfBulks = new ToldOfBulks();
    private final List<Crowd> writers;

    /**
     * They come at once.
     *
     * @param rate orders a second
     * @param messageRate messages a second
     */
    Visitors(ChaosSystem system, Traffic traffic, double rate, double messageRate, long seed) {
        this.system = system;
        shop = Shop.open(system.shop(), system.stack().url("order-service"), traffic, seed);
        chat =
                system.hasExamples()
                        ? Optional.of(Chat.open(system.stack().url(Messages.SERVICE), seed))
                        : Optional.empty();
        shoppers = Shoppers.start(shop, toldOfOrders, rate);
        writers = chat.map(it -> writers(it, messageRate)).orElse(List.of());
    }

    /** What is more than this machine can take one by one is sent many at once. */
    private List<Crowd> writers(Chat chat, double rate) {
        var servers = system.urls(Messages.SERVICE);
        double single = Math.min(rate, MOST_SINGLE_MESSAGES);
        var one = Writers.start(chat, servers, toldOfMessages, single);
        return rate == single
                ? List.of(one)
                : List.of(one, Bulks.start(chat, servers, toldOfBulks, rate - single));
    }

    /** Who is not due yet stays at home; the others are still served. Returns how many orders. */
    int stop() {
        writers.forEach(Crowd::stop);
        return shoppers.stop();
    }

    /** How many messages there are by now. */
    long writtenMessages() throws SQLException {
        if (chat.isEmpty()) {
            return 0;
        }
        try (var databases = system.reader()) {
            return MessageRows.count(databases, chat.get().first());
        }
    }

    /** How many of those who have come are not answered. */
    long waiting() {
        return crowds().mapToLong(Crowd::waiting).sum();
    }

    /** What they have ordered and is not at its end. */
    long openOrders(Connection databases) throws SQLException {
        try (var statement = databases.createStatement();
                var rows =
                        statement.executeQuery(
                                "select count(*) from order_service.orders where user_id like '%s-%%' and status not in ('COMPLETED', 'CANCELLED')"
                                        .formatted(shop.run()))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    Audit orders() throws SQLException {
        return Audit.of(system, shop, toldOfOrders);
    }

    MessageAudit messages() throws SQLException {
        return chat.isPresent()
                ? MessageAudit.of(system, chat.get(), toldOfMessages, toldOfBulks)
                : MessageAudit.NONE;
    }

    long repetitions() {
        return crowds().mapToLong(it -> it.told().repetitions()).sum();
    }

    List<String> contradictions() {
        var all = new ArrayList<String>();
        crowds().forEach(it -> it.told().contradictions().forEach(all::add));
        return all;
    }

    private Stream<Crowd> crowds() {
        return Stream.concat(Stream.of(shoppers), writers.stream());
    }

    /** Nobody asks any more. */
    @Override
    public void close() {
        crowds().forEach(Crowd::close);
    }
}
