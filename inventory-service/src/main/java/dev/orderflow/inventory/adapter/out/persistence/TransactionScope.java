package dev.orderflow.inventory.adapter.out.persistence;

import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.SimpleTransactionScope;

/** For beans that live as long as the current transaction. */
@Component
class TransactionScope extends CustomScopeConfigurer {

    static final String NAME = "transaction";

    TransactionScope() {
        addScope(NAME, new SimpleTransactionScope());
    }
}
