package com.example.messages.adapter.out.schema;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param feeds the field that is the record key of each feed, with dots between the names on the
 *     way to it; its schema is {@code feeds/<feed>.schema.json} on the class path
 */
@ConfigurationProperties("app")
record FeedSettings(@DefaultValue Map<String, String> feeds) {}
