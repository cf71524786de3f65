using Ticketing.Bench;
using Ticketing.Bench.Filling;
using Ticketing.Bench.Timing;

Options options;
try
{
    options = Options.Read(args);
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};

var shelf = new Shelf(options);
var places = new List<Place>();
foreach (var orders in options.Sizes)
{
    places.Add(await shelf.TakeAsync(orders, stopping.Token));
}

if (options.FillOnly)
{
    return 0;
}

await using var small = await Subject.OpenAsync(places[0], options.Sizes[0], stopping.Token);
await using var large = await Subject.OpenAsync(places[1], options.Sizes[1], stopping.Token);
var isQuick = await new Race(small, large, options).RunAsync(stopping.Token);
var isFlat = await new Endurance(small, large, options).RunAsync(stopping.Token);
return isQuick && isFlat ? 0 : 1;
