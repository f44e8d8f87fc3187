package dev.registrant;

/**
 * What the cache of an account has done since the account was opened. Each {@link Apps#find} that
 * may be answered from it counts once, as a hit or as a miss.
 *
 * @param hits reads it answered
 * @param misses reads that went to the vendor, those that waited for another's included
 * @param evictions apps dropped for their age or for want of room
 * @param size about how many apps it holds
 */
public record CacheStatistics(long hits, long misses, long evictions, long size) {}
