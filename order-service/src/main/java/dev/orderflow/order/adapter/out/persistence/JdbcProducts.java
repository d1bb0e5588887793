package dev.orderflow.order.adapter.out.persistence;

import dev.orderflow.events.TransactionRows;
import dev.orderflow.order.application.port.out.Products;
import dev.orderflow.order.domain.Product;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A read model: rows that are only rows. */
@Repository
@RequiredArgsConstructor
class JdbcProducts implements Products {

    private static final String KEEP =
            """
            insert into product (id, name, price, currency, active, revision)
            values (:id, :name, :price, :currency, :active, :revision)
            on duplicate key update
              name = if(:revision > revision, :name, name),
              price = if(:revision > revision, :price, price),
              currency = if(:revision > revision, :currency, currency),
              active = if(:revision > revision, :active, active),
              revision = greatest(:revision, revision)""";

    private final JdbcClient jdbc;

    @Override
    public void expect(Collection<Long> ids) {
        read().expect(ids);
    }

    @Override
    public Optional<Product> find(long id) {
        return read().get(id);
    }

    private TransactionRows<Long, Product> read() {
        return TransactionRows.of(this, this::read);
    }

    private Map<Long, Product> read(Collection<Long> ids) {
        return jdbc
                .sql(
                        "select id, name, price, currency, active, revision from product where id in (:ids)")
                .param("ids", ids)
                .query((row, _) -> product(row))
                .stream()
                .collect(Collectors.toMap(Product::id, Function.identity()));
    }

    @Override
    public void keep(Product product) {
        jdbc.sql(KEEP)
                .param("id", product.id())
                .param("name", product.name())
                .param("price", product.price().amount())
                .param("currency", product.price().currency().getCurrencyCode())
                .param("active", product.active())
                .param("revision", product.revision())
                .update();
    }

    private static Product product(ResultSet row) throws SQLException {
        return new Product(
                row.getLong("id"),
                row.getString("name"),
                Amounts.money(row.getBigDecimal("price"), row.getString("currency")),
                row.getBoolean("active"),
                row.getLong("revision"));
    }
}
