using Ticketing.Bench;
using Ticketing.Bench.Benchmarks;
using Ticketing.Bench.Loading;
using Ticketing.Bench.Rush;
using Ticketing.Bench.Rush.Serving;
using Ticketing.Bench.Soak;

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};

if (args is [SoakOptions.Command, .. var soak])
{
    return await SoakRun.RunAsync(soak, stopping.Token);
}

if (args is [BareServer.Command, var address, var body, var type, var encoding])
{
    return await BareServer.RunAsync(address, body, type, encoding);
}

// The default, by name.
if (args is ["figures", .. var figures])
{
    args = figures;
}

if (args is [var command, .. var rushOptions] && RushCommands.Knows(command))
{
    return await RushCommands.RunAsync(command, rushOptions, stopping.Token);
}

BenchOptions options;
try
{
    options = BenchOptions.Read(args is [BackupBenchmark.Command or PagingBenchmark.Command, .. var rest] ? rest : args);
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}

var shelf = new DatabaseCache(options);
if (args is [BackupBenchmark.Command, ..])
{
    var venue = await shelf.GetOrCreateAsync(options.Sizes[1], stopping.Token);
    await using var target = await BenchmarkTarget.OpenAsync(venue, options.Sizes[1], stopping.Token);
    await new BackupBenchmark(target).RunAsync(stopping.Token);
    return 0;
}

if (args is [PagingBenchmark.Command, ..])
{
    await using var venue = new BenchVenue(await shelf.GetOrCreateAsync(options.Sizes[1], stopping.Token));
    return await new PagingBenchmark(venue).RunAsync(stopping.Token) ? 0 : 1;
}

var places = new List<BenchDatabase>();
foreach (var orders in options.Sizes)
{
    places.Add(await shelf.GetOrCreateAsync(orders, stopping.Token));
}

if (options.FillOnly)
{
    return 0;
}

await using var small = await BenchmarkTarget.OpenAsync(places[0], options.Sizes[0], stopping.Token);
await using var large = await BenchmarkTarget.OpenAsync(places[1], options.Sizes[1], stopping.Token);
var isQuick = await new QueryBenchmark(small, large, options).RunAsync(stopping.Token);
var isFlat = await new ExportMemoryBenchmark(small, large, options).RunAsync(stopping.Token);
return isQuick && isFlat ? 0 : 1;
