using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ticketing.Data;
using Ticketing.Hosting;
using Ticketing.Settings;

namespace Ticketing.Tests.Hosting;

/// <summary>The configuration after startup, without running the program.</summary>
internal static class Configured
{
    public static WebApplication With(string environment, params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment,
            // File watchers use inotify instances, which are few per user.
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. settings.Select(s => "--" + s)],
        });
        builder.AddTicketingConfiguration();
        builder.Services.AddSingleton<SettingsSection, ConnectionStringSection>();
        return builder.Build();
    }

    public static IReadOnlyList<SettingProblem> ProblemsWith(string environment, params string[] settings)
    {
        using IHost host = With(environment, settings);
        var app = (WebApplication)host;
        return ConfigurationCheck.FindProblems(app.Services, app.Configuration, app.Environment);
    }
}
