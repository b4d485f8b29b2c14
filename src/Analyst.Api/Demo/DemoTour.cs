using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Analyst.Api.Charts;
using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;

namespace Analyst.Api.Demo;

/// <summary>The tour: upload, profile, clean, ask, trace, look back. Everything printed came over HTTP.</summary>
public sealed class DemoTour(DemoClient api, TextWriter screen, string pictures)
{
    private const int AlertsShown = 5;

    private const int RowsShown = 6;

    public async Task Run(string file, IReadOnlyList<string> questions)
    {
        screen.WriteLine($"Analyst answers on {api.Address}");
        var id = await Upload(file);
        await Profile(id);
        await Clean(id);
        string? first = null;
        foreach (var (question, n) in questions.Select((q, i) => (q, i + 1)))
        {
            var answer = await Ask(id, question, n);
            first ??= answer;
        }
        await Provenance(first!);
        await History(id);
        Heading("Done");
        screen.WriteLine("./analyst run keeps the server up; its reference is under /docs.");
    }

    private async Task<string> Upload(string file)
    {
        Heading($"Upload {Path.GetFileName(file)}");
        var uploaded = await api.Upload(file);
        screen.WriteLine($"{Number(uploaded["bytes"])} bytes, SHA-256 {uploaded["sha256"]}");
        await Finish((string)uploaded["jobId"]!);
        var dataset = await api.Get($"/datasets/{uploaded["id"]}");
        screen.WriteLine($"{Number(dataset["rowCount"])} rows, {dataset["columns"]!.AsArray().Count} columns, revision {dataset["revision"]}");
        return (string)uploaded["id"]!;
    }

    private async Task Profile(string id)
    {
        Heading("Profile");
        var jobs = await api.Get("/jobs?limit=10");
        if (jobs["items"]!.AsArray().FirstOrDefault(j => (string)j!["kind"]! == "profile" && (string)j["datasetId"]! == id) is { } job)
            await Finish((string)job["id"]!);
        var profile = await api.Get($"/datasets/{id}/profile");
        screen.WriteLine($"{Number(profile["rowCount"])} rows, {Number(profile["duplicateRows"])} of them repeat an earlier one");
        DemoTable.Write(screen, ["column", "type", "meaning", "missing", "distinct", "min", "max", "most frequent"], profile["columns"]!.AsArray().Select(c => new[]
        {
            Text(c!["name"]), Text(c["type"]), Text(c["semanticType"]), Number(c["missing"]), Number(c["distinct"]), Text(c["min"]), Text(c["max"]),
            c["topValues"]!.AsArray() is [{ } top, ..] ? $"{top["value"]} ({Number(top["count"])})" : "",
        }));
        screen.WriteLine((string)profile["narrative"]!);
        screen.WriteLine($"Quality {profile["qualityScore"]} of 100; {profile["alerts"]!.AsArray().Count} alerts, the most severe:");
        foreach (var alert in profile["alerts"]!.AsArray().Take(AlertsShown))
            screen.WriteLine($"{(string)alert!["severity"]!,-8} {alert["message"]}");
    }

    private async Task Clean(string id)
    {
        Heading("Proposed cleaning");
        var job = await Finish((string)(await api.Post($"/datasets/{id}/clean", new { }))["jobId"]!);
        var place = ((string)job["result"]!["href"]!)["/api/analyst".Length..];
        var plan = await api.Get(place);
        foreach (var operation in plan["operations"]!.AsArray())
        {
            screen.WriteLine($"{operation!["id"],-6} {operation["kind"]}{(operation["columns"]!.AsArray() is { Count: > 0 } on ? $" on {string.Join(", ", on)}" : "")}: {operation["reason"]}");
            screen.WriteLine($"       {Number(operation["rowsTouched"])} rows, risk {operation["risk"]}{(operation["samples"]!.AsArray() is [{ } s, ..] ? $", e.g. row {s["row"]}: {Quoted(s["before"])} becomes {Quoted(s["after"])}" : "")}");
        }
        if (plan["operations"]!.AsArray().Count == 0)
        {
            screen.WriteLine("Nothing to clean.");
            return;
        }
        screen.WriteLine("A person approves all of it …");
        var approved = await api.Post($"{place}/approve", new { operations = "all", allowDestructive = true }, await api.ETag(place));
        await Finish((string)approved["jobId"]!);
        var dataset = await api.Get($"/datasets/{id}");
        screen.WriteLine($"Revision {dataset["revision"]} has {Number(dataset["rowCount"])} rows; revision 1 stays as it was.");
    }

    private async Task<string> Ask(string id, string question, int number)
    {
        Heading($"Question {number}: {question}");
        var answer = await api.Post($"/datasets/{id}/query", new { question });
        while (answer["outcome"] is null)
            answer = await api.Get($"/queries/{(await Finish((string)answer["jobId"]!))["id"]}");
        screen.WriteLine(Text(answer["text"]));
        if ((string)answer["outcome"]! != "answered")
        {
            screen.WriteLine($"outcome {answer["outcome"]}");
            return (string)answer["id"]!;
        }
        screen.WriteLine($"outcome answered, by the {answer["source"]}, confidence {answer["confidence"]}, {answer["durationMs"]} ms in the engine, {answer["costUsd"]} dollars");
        screen.WriteLine($"SQL  {answer["sql"]}");
        var columns = answer["columns"]!.AsArray().Select(c => new Column((string)c!["name"]!, (string)c["type"]!)).ToArray();
        DemoTable.Write(screen, [.. columns.Select(c => c.Name)], answer["rows"]!.AsArray().Take(RowsShown).Select(r => r!.AsArray().Select(Text).ToArray()));
        if (answer["chart"] is not null)
            await Draw(columns, answer, number);
        return (string)answer["id"]!;
    }

    private async Task Draw(Column[] columns, JsonNode answer, int number)
    {
        if (columns.Length > 1)
            screen.Write(TerminalChart.Of(new Chart(ChartKind.Bar, columns[0].Name, columns[^1].Name, "ordinal", Series: null, ""), columns, Encoding.UTF8.GetBytes(answer["rows"]!.ToJsonString()), DemoTable.Width));
        var picture = Path.Combine(pictures, $"answer-{number}.svg");
        await File.WriteAllTextAsync(picture, await api.Svg($"/queries/{answer["id"]}/chart"));
        screen.WriteLine($"Chart: {picture}");
    }

    private async Task Provenance(string question)
    {
        Heading("Where the first answer comes from");
        var p = await api.Get($"/queries/{question}/provenance");
        screen.WriteLine($"file       {p["file"]!["name"]}, {Number(p["file"]!["bytes"])} bytes, SHA-256 {p["file"]!["sha256"]}");
        foreach (var r in p["revisions"]!.AsArray())
            screen.WriteLine($"revision   {r!["number"]} by {r["operation"]}{(r["approvedBy"] is { } by ? $", approved by {by}" : "")}, {Number(r["rowCount"])} rows, Parquet SHA-256 {r["parquetSha256"]}");
        screen.WriteLine($"SQL        {p["sql"]}");
        screen.WriteLine($"engine     {p["engine"]}, model {Text(p["model"], "none")}, {p["tokens"]} tokens, {p["costUsd"]} dollars");
        screen.WriteLine($"result     {Number(p["rowCount"])} rows, SHA-256 {p["resultSha256"]}");
        foreach (var evidence in p["evidence"]!.AsArray())
            screen.WriteLine($"evidence   {evidence}");
    }

    private async Task History(string id)
    {
        Heading("History");
        // The history follows the facts by a moment; the last fact is the last answer.
        for (var look = 0; look < 100; look++)
        {
            var facts = (await api.Get($"/datasets/{id}/audit?limit=200"))["items"]!.AsArray();
            if (facts is not [{ } newest, ..] || !((string)newest["type"]!).StartsWith("question_", StringComparison.Ordinal) || (string)newest["type"]! is "question_asked")
            {
                await Task.Delay(100);
                continue;
            }
            foreach (var fact in facts.Reverse())
                screen.WriteLine($"{fact!["position"],5}  {fact["user"],-6} {DemoTable.Cut(Text(fact["text"]), DemoTable.Width - 14)}");
            return;
        }
        throw new DemoException("The history did not follow within ten seconds; look for errors of the projection 'history' in the log.");
    }

    /// <summary>Shows a job's progress until it ends.</summary>
    private async Task<JsonNode> Finish(string jobId)
    {
        JsonNode? last = null;
        await foreach (var job in api.Follow(jobId))
        {
            screen.WriteLine($"  {job["kind"]}: {job["state"]}{(job["stage"] is { } stage ? $", {stage} {(double)job["progress"]!:P0}" : "")}");
            last = job;
        }
        return (string?)last?["state"] == "succeeded" ? last! : throw new DemoException($"The job {jobId} ended as {last?["state"]}: {last?["error"]?["detail"]}");
    }

    private void Heading(string title)
    {
        screen.WriteLine();
        screen.WriteLine($"── {title} {new string('─', Math.Max(3, DemoTable.Width - title.Length - 4))}");
    }

    private static string Text(JsonNode? node) => Text(node, "");

    private static string Text(JsonNode? node, string none) => node is null ? none : node.ToString();

    private static string Quoted(JsonNode? node) => node is null ? "nothing" : $"'{node}'";

    private static string Number(JsonNode? node) => node is null ? "" : decimal.Parse(node.ToString(), CultureInfo.InvariantCulture).ToString("N0", CultureInfo.InvariantCulture);
}
