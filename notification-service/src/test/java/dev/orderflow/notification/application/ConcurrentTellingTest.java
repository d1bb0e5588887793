package dev.orderflow.notification.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.notification.NotificationTest;
import dev.orderflow.notification.application.port.in.TellCustomersUseCase;
import dev.orderflow.notification.domain.CancelReason;
import dev.orderflow.notification.domain.News;
import dev.orderflow.notification.domain.OrderNews;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;

/** Several instances at once, in the real database. */
class ConcurrentTellingTest extends NotificationTest {

    private static final int INSTANCES = 6;
    private static final int POLLS = 20;

    @Autowired TellCustomersUseCase customers;

    @Test
    void everybody_counts_in_the_same_rows_and_nothing_is_lost() throws Exception {
        atOnce(
                instance -> {
                    for (var poll = 0; poll < POLLS; poll++) {
                        customers.tell(mixed(new Random(instance * POLLS + poll)));
                    }
                    return true;
                });

        assertThat(
                        column(
                                "select concat_ws(' ', kind, orders, amount) from daily_count order by 1"))
                .containsExactly(
                        "CANCELLED 240 6000.0000",
                        "COMPLETED 240 6000.0000",
                        "CREATED 240 6000.0000",
                        "PAID 240 6000.0000",
                        "REFUNDED 240 6000.0000");
        assertThat(column("select id from notification")).hasSize(5 * 240);
    }

    @Test
    void of_those_who_tell_the_same_at_the_same_time_one_does() throws Exception {
        var order = News.ofOrder();

        var told =
                atOnce(
                        _ -> {
                            try {
                                customers.tell(List.of(News.again(order.completed())));
                                return true;
                            } catch (DataIntegrityViolationException toldByAnother) {
                                return false;
                            }
                        });

        assertThat(told).contains(true);
        assertThat(column("select orders from daily_count")).containsExactly("1");
        assertThat(column("select kind from notification")).containsExactly("COMPLETED");
    }

    /** Two orders' news in an order of their own, so that locks are asked for in every order. */
    private static List<OrderNews> mixed(Random random) {
        var news = new ArrayList<>(everythingOfAnOrder());
        news.addAll(everythingOfAnOrder());
        Collections.shuffle(news, random);
        return news;
    }

    private static List<OrderNews> everythingOfAnOrder() {
        var order = News.ofOrder();
        return Stream.concat(
                        order.all().stream(), Stream.of(order.cancelled(CancelReason.CUSTOMER)))
                .toList();
    }

    private static List<Boolean> atOnce(Instance instance)
            throws InterruptedException, ExecutionException {
        var start = new CyclicBarrier(INSTANCES);
        try (var threads = Executors.newFixedThreadPool(INSTANCES)) {
            var calls =
                    IntStream.range(0, INSTANCES)
                            .<Callable<Boolean>>mapToObj(
                                    number ->
                                            () -> {
                                                start.await();
                                                return instance.run(number);
                                            })
                            .toList();
            var ends = new ArrayList<Boolean>();
            for (var end : threads.invokeAll(calls)) {
                ends.add(end.get());
            }
            return ends;
        }
    }

    private List<String> column(String sql) {
        return transaction.execute(_ -> jdbc.queryForList(sql, String.class));
    }

    private interface Instance {

        boolean run(int number) throws Exception;
    }
}
