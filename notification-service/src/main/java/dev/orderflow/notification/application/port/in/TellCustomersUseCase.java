package dev.orderflow.notification.application.port.in;

import dev.orderflow.notification.domain.OrderNews;
import java.util.List;

/** Writes down what customers are told, and counts it. */
public interface TellCustomersUseCase {

    /**
     * Tells each customer what is news, in the current transaction: a notification, its mail to be
     * sent after the commit, and its place in the statistics. Of an order each kind of news is told
     * once; what comes again, in this call or in any other, is neither told nor counted.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException when another transaction
     *     tells one of them at the same time; then everything here is rolled back, and a repetition
     *     finds it told
     */
    void tell(List<OrderNews> news);
}
