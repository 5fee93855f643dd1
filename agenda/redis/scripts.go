package redis

import "github.com/redis/go-redis/v9"

// The Lua programs. Redis runs each as one step: nothing comes between its reading and its writing. They are made once and only read.
var (
	// KEYS: journal, heads, changes, epoch. ARGV: meeting, version, hash, record, epoch, channel.
	// A bare XADD with an explicit id would accept gaps; the stream's own top decides, and the catalogue must not know more than the stream.
	scriptAppend = redis.NewScript(`
if redis.call('GET', KEYS[4]) ~= ARGV[5] then return 'replaced' end
local top = 0
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
if last[1] then top = tonumber(string.match(last[1][1], '^(%d+)-')) end
local known = redis.call('HGET', KEYS[2], ARGV[1])
if known and tonumber(string.match(known, '^(%d+) ')) ~= top or not known and top ~= 0 then return 'damaged' end
local version = tonumber(ARGV[2])
if version ~= top + 1 then
	if version >= 1 and version <= top then
		local there = redis.call('XRANGE', KEYS[1], ARGV[2] .. '-0', ARGV[2] .. '-0')
		if there[1] and there[1][2][2] == ARGV[3] then return 'kept' end
	end
	return 'stale'
end
redis.call('XADD', KEYS[1], ARGV[2] .. '-0', 'hash', ARGV[3], 'record', ARGV[4])
local head = ARGV[2] .. ' ' .. ARGV[3]
redis.call('HSET', KEYS[2], ARGV[1], head)
local now = redis.call('TIME')
local change = tonumber(now[1]) * 1000000 + tonumber(now[2])
local newest = redis.call('ZREVRANGE', KEYS[3], 0, 0, 'WITHSCORES')
if newest[2] and tonumber(newest[2]) >= change then change = tonumber(newest[2]) + 1 end
redis.call('ZADD', KEYS[3], string.format('%.0f', change), ARGV[1])
redis.call('PUBLISH', ARGV[6], ARGV[1] .. ' ' .. head)
return 'kept'
`)

	// KEYS: lease, fence. ARGV: node, milliseconds. The answer is the value now there: "FENCE NODE"; the second part is 1 when it was set by this call.
	scriptHold = redis.NewScript(`
local there = redis.call('GET', KEYS[1])
if there then return {there, 0} end
local mine = string.format('%d %s', redis.call('INCR', KEYS[2]), ARGV[1])
redis.call('SET', KEYS[1], mine, 'NX', 'PX', ARGV[2])
return {mine, 1}
`)

	// KEYS: lease, fence. ARGV: "FENCE NODE", milliseconds, FENCE. The answer is the value now there. A lease that ran out in an outage is taken back,
	// unless the counter says that somebody held it since: then the answer is the newer number and "?".
	scriptRenew = redis.NewScript(`
local there = redis.call('GET', KEYS[1])
if there and there ~= ARGV[1] then return there end
if not there then
	local newest = tonumber(redis.call('GET', KEYS[2]) or '0')
	if newest > tonumber(ARGV[3]) then return string.format('%d ?', newest) end
	redis.call('SET', KEYS[2], ARGV[3])
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return ARGV[1]
`)

	// KEYS: lease. ARGV: "FENCE NODE".
	scriptRelease = redis.NewScript(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`)
)
