-- Asks for one address, or for each of a file's lines in turn: wrk -s get.lua URL -- PREFIX FILE
local paths = {}
local turn = 0

function init(args)
  if args[1] and args[2] then
    for line in io.lines(args[2]) do paths[#paths + 1] = args[1] .. line end
    turn = math.random(#paths)
  end
end

function request()
  if #paths == 0 then return wrk.format("GET") end
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end

-- requests/s, p50 and p99 in ms, what went wrong
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("figures\t%.0f\t%.2f\t%.2f\t%d\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, e.connect + e.read + e.write + e.timeout + e.status))
end
