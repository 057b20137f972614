local lines = {}
for i = 1, 500000 do
  lines[i] = "item " .. i .. ": " .. i * i % 1009 .. (i % 2 == 0 and " even" or " odd")
end
local text = table.concat(lines, "; ")
local function check(s)
  local sum = 0
  for i = 1, #s do sum = (sum * 31 + s:byte(i)) % 1000003 end
  return sum
end
print(#text)
print(check(text))
print(check(text:upper()))
