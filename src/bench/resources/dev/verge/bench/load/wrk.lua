-- Cycles through the requests of a file: method, target, token and body in each line, with tabs between.
function init(args)
  requests = {}
  for line in io.lines(args[1]) do
    local method, target, token, body = line:match("^(.-)\t(.-)\t(.-)\t(.*)$")
    local headers = {["Authorization"] = "Bearer " .. token}
    if body == "" then
      body = nil
    else
      headers["Content-Type"] = "application/json"
    end
    requests[#requests + 1] = wrk.format(method, target, headers, body)
  end
  position = 0
end

function request()
  position = position % #requests + 1
  return requests[position]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format('{"answers":%d,"errors":%d,"took":%d,"p50":%d,"p99":%d,"p999":%d}',
    summary.requests - errors.status, failed, summary.duration * 1000,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
