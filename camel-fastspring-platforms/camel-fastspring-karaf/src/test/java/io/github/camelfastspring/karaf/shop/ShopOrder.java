package io.github.camelfastspring.karaf.shop;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/** What the shop wants to know of an order. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ShopOrder(String reference) {}
