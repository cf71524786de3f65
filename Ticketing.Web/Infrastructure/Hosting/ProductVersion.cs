using System.Reflection;

namespace Ticketing.Infrastructure.Hosting;

public static class ProductVersion
{
    /// <summary>As set in Directory.Build.props, like "1.2.0".</summary>
    public static string Current { get; } = RemoveCommit(typeof(ProductVersion).Assembly);

    // The build appends "+" and the commit.
    private static string RemoveCommit(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
