package com.example.messages.adapter.in.web;

import com.example.messages.application.port.in.BulkUseCase.Bulk;
import org.jspecify.annotations.Nullable;

/**
 * @param sendingMillis until all were committed
 * @param handlingMillis from then until all consumers had dealt with them; null when that takes
 *     more than 30 seconds
 */
record BulkResponse(int sent, long sendingMillis, long perSecond, @Nullable Long handlingMillis) {

    static BulkResponse of(Bulk it) {
        var millis = Math.max(1, it.sending().toMillis());
        return new BulkResponse(
                it.sent(),
                millis,
                it.sent() * 1_000L / millis,
                it.handling() == null ? null : it.handling().toMillis());
    }
}
