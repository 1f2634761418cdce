-- Reports from many doors, each with a key and words of its own: wrk -s intake.lua URL -- CODES RUN
local codes = {}
local turn = 0
local threads = 0
local what = { "路灯不亮，晚上看不清台阶。", "下水道往外反水，楼道里有积水。", "楼道里堆了杂物，老人不好走。", "雨水井盖松动，车压过去很响。" }
local categories = { "drain", "lighting" }

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  for line in io.lines(args[1]) do codes[#codes + 1] = line end
  run = args[2]
  math.randomseed(number + 1)
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  turn = turn + 1
  wrk.headers["Idempotency-Key"] = run .. "-" .. number .. "-" .. turn
  local category = categories[turn % #categories + 1]
  local body = '{"category":"' .. category .. '","say":"' .. turn .. " 号：" .. what[turn % #what + 1] .. '"}'
  return wrk.format("POST", "/api/v1/q/" .. codes[math.random(#codes)] .. "/reports", nil, body)
end

-- requests/s, p50 and p99 in ms, what went wrong
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("figures\t%.0f\t%.2f\t%.2f\t%d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, e.connect + e.read + e.write + e.timeout + e.status))
end
