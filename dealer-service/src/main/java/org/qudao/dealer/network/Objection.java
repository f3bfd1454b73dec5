package org.qudao.dealer.network;

/** Why the network refuses a change: the rule's name and a sentence for the person who asked. */
public record Objection(String rule, String message) {}
