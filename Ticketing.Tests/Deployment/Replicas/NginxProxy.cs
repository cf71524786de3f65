using System.Diagnostics;
using System.Net.Sockets;
using Ticketing.Tests.Support;
using Xunit;

namespace Ticketing.Tests.Deployment.Replicas;

/// <summary>nginx on loopback, which gives each request to the next server and passes over those that are down.</summary>
internal sealed class NginxProxy : IAsyncDisposable
{
    private const string Executable = "nginx";
    private static readonly string[] Folders = ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/opt/homebrew/bin"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ticketing-nginx-");
    private Process? process;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Find()}");

    public static void SkipIfUnavailable() => Assert.SkipWhen(FindExecutable() is null, "nginx is not installed.");

    public async Task StartAsync(IEnumerable<Uri> servers, CancellationToken ct)
    {
        var configuration = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configure(servers), ct);
        process = Process.Start(new ProcessStartInfo(FindExecutable()!, ["-p", folder.FullName, "-c", configuration, "-e", "error.log"]))!;
        while (!await AnswersAsync(ct))
        {
            Assert.False(process.HasExited, "nginx has ended.");
            await Task.Delay(20, ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private static string? FindExecutable() => Folders.Select(path => Path.Combine(path, Executable)).FirstOrDefault(File.Exists);

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(Address.Host, Address.Port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string Configure(IEnumerable<Uri> servers) =>
        $$"""
            daemon off;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 1;
            pid nginx.pid;
            error_log error.log;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              upstream replicas {
            {{string.Join('\n', servers.Select(server => $"    server {server.Authority} max_fails=1 fail_timeout=1s;"))}}
              }
              server {
                listen {{Address.Authority}};
                location / {
                  proxy_pass http://replicas;
                  proxy_set_header Host $http_host;
                  proxy_set_header X-Forwarded-For $remote_addr;
                  proxy_set_header X-Forwarded-Proto $scheme;
                  add_header X-Replica $upstream_addr always;
                }
              }
            }
            """;
}
