namespace Ticketing.Infrastructure.Hosting.Commands;

/// <summary>Lets a container check itself without another tool.</summary>
internal static class HealthcheckCommand
{
    public const string Name = "healthcheck";
    public const string Purpose = "succeeds only if the server on this machine is alive";

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string[] args)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables("DOTNET_")
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddEnvironmentVariables()
            .AddCommandLine(args)
            .Build();
        var address = new Uri(ServerAddress(configuration), "health/live");
        try
        {
            using var client = new HttpClient(
                new SocketsHttpHandler
                {
                    UseProxy = false,
                    AllowAutoRedirect = false,
                    ActivityHeadersPropagator = null,
                }
            )
            {
                Timeout = RequestTimeout,
            };
            using var response = await client.GetAsync(address);
            return response.IsSuccessStatusCode ? 0 : Fail($"{address} answered {(int)response.StatusCode}");
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return Fail($"{address} does not answer: {error.Message}");
        }
    }

    /// <summary>Prefers HTTP; wildcard hosts become localhost.</summary>
    internal static Uri ServerAddress(IConfiguration configuration)
    {
        var urls = Parts(configuration["urls"]);
        var url = urls.Find(u => u.StartsWith("http:", StringComparison.OrdinalIgnoreCase)) ?? urls.FirstOrDefault();
        if (url is not null)
        {
            var binding = BindingAddress.Parse(url);
            var host = binding.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
            return new UriBuilder(binding.Scheme, host, binding.Port).Uri;
        }

        return new UriBuilder("http", "localhost", Parts(configuration["http_ports"]).Select(int.Parse).FirstOrDefault(5000)).Uri;
    }

    private static List<string> Parts(string? list) =>
        [.. (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static int Fail(string reason)
    {
        Console.Error.WriteLine(reason);
        return 1;
    }
}
