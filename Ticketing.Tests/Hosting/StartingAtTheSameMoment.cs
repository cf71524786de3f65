using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ticketing.Hosting;
using Ticketing.Settings;
using Xunit;

namespace Ticketing.Tests.Hosting;

/// <summary>Several processes share a storage folder and may start together.</summary>
public sealed class StartingAtTheSameMoment
{
    [Fact]
    public async Task None_takes_the_others_trial_writing_for_a_folder_that_cannot_be_written()
    {
        var folder = Directory.CreateTempSubdirectory("ticketing-test-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<StorageFolder>().AddSingleton(Options.Create(new StorageOptions { Directory = folder.FullName }));
        await using var app = builder.Build();

        await Parallel.ForAsync(0, 20_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, (_, _) =>
        {
            app.CreateStorage();
            return ValueTask.CompletedTask;
        });

        Assert.Empty(folder.EnumerateFiles());
        folder.Delete(recursive: true);
    }
}
