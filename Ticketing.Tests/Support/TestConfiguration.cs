using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ticketing.Infrastructure.Configuration;
using Ticketing.Infrastructure.Configuration.Checks;
using Ticketing.Infrastructure.Configuration.Sources;
using Ticketing.Infrastructure.Data;

namespace Ticketing.Tests.Support;

/// <summary>The configuration after startup, without running the program.</summary>
internal static class TestConfiguration
{
    public static WebApplication Build(string environment, params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                EnvironmentName = environment,
                // File watchers use inotify instances, which are few per user.
                Args = ["--hostBuilder:reloadConfigOnChange=false", .. settings.Select(s => "--" + s)],
            }
        );
        builder.AddTicketingConfiguration();
        builder.Services.AddSingleton<OptionsSection, ConnectionStringOptionsSection>();
        return builder.Build();
    }

    public static IReadOnlyList<SettingProblem> FindProblems(string environment, params string[] settings)
    {
        using IHost host = Build(environment, settings);
        var app = (WebApplication)host;
        return ConfigurationCheck.FindProblems(app.Services, app.Configuration, app.Environment);
    }
}
