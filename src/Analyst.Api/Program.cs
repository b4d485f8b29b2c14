using Analyst.Api.Demo;
using Analyst.Api.Hosting;
using Analyst.Engine;

// The query runner is this executable too: no host, so that a spare is ready in milliseconds.
if (args is ["query-runner", ..])
    return QueryRunnerProcess.Run(args[1..]);
if (args is ["demo", ..])
    return await DemoCommand.Run(args[1..]);

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
await builder.AddAnalyst();
var app = builder.Build();
app.MapAnalyst();
return await app.RunAnalyst(args);
