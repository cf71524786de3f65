using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Hosting.Startup;
using Xunit;

namespace Ticketing.Tests.Infrastructure.Hosting;

/// <summary>Several processes share a storage folder and may start together.</summary>
public sealed class ConcurrentStartTests
{
    [Fact]
    public async Task Concurrent_starts_do_not_report_an_unwritable_folder()
    {
        var folder = Directory.CreateTempSubdirectory("ticketing-test-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<StorageFolder>().AddSingleton(Options.Create(new StorageOptions { Directory = folder.FullName }));
        await using var app = builder.Build();

        await Parallel.ForAsync(
            0,
            20_000,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            (_, _) =>
            {
                app.CreateStorage();
                return ValueTask.CompletedTask;
            }
        );

        Assert.Empty(folder.EnumerateFiles());
        folder.Delete(recursive: true);
    }
}
