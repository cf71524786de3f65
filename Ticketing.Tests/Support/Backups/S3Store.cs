using Ticketing.Features.Backups.Targets;
using Ticketing.Features.Backups.Targets.S3;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Tests.Support.Backups;

internal sealed class S3Store : BackupStore
{
    private const string ObjectSuffix = "._S3rver_object";
    private readonly S3Server server;

    private S3Store(S3Server server)
    {
        this.server = server;
        Target = CreateTarget(S3Server.AccessKey);
    }

    public override IBackupTarget Target { get; }

    public override string Secret => "hush-hush";

    public static async Task<S3Store> StartAsync() => new(await S3Server.StartAsync());

    public S3Target CreateTarget(string accessKey, string bucket = S3Server.Bucket) =>
        new(
            new BackupS3Options
            {
                Endpoint = server.Url,
                Bucket = bucket,
                AccessKey = accessKey,
                SecretKey = Secret,
            },
            TimeProvider.System
        );

    public override IReadOnlyList<string> FindFiles() =>
        [
            .. Directory
                .GetFiles(server.BucketFolder)
                .Select(file => Path.GetFileName(file))
                .Where(file => file.EndsWith(ObjectSuffix, StringComparison.Ordinal))
                .Select(file => file[..^ObjectSuffix.Length]),
        ];

    public override void AddFile(string name)
    {
        var path = Path.Combine(server.BucketFolder, name + ObjectSuffix);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "odd");
    }

    public override void Break() => server.Kill();

    public override async ValueTask DisposeAsync()
    {
        ((IDisposable)Target).Dispose();
        await server.DisposeAsync();
    }
}
